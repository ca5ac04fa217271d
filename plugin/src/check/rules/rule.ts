import type { Finding } from '../finding';
import type { ModuleCode } from '../moduleCode';

/** Looks for one kind of fault in a module. */
export type Rule = (code: ModuleCode) => Finding[];
