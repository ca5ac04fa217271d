import { checkSequences } from './checkSequences.ts';

checkSequences('5.1', 'serves');
