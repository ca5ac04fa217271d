import { checkSequences } from './checkSequences.ts';

checkSequences('7.0', 'serves');
