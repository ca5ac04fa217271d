import './programs.ts';
import './startTls.ts';
