import './programs.ts';
