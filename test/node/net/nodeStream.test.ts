// Over Node's own streams.
import './programs.ts';
