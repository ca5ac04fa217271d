import { checkSequences } from './checkSequences.ts';

checkSequences('6.1', 'off');
