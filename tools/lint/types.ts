import type { Check } from './finding.ts';
import { diagnosticsOf, etsProgram, nodePrograms } from './programs.ts';

/** TypeScript's own checker, strict, over the Node side. */
export const checkTypes: Check = (root) => nodePrograms(root).flatMap(diagnosticsOf);

/** The same over ArkTS: the plugin delivers the library's text to Taro as plain TypeScript. */
export const checkPlainTypeScript: Check = (root) => diagnosticsOf(etsProgram(root));
