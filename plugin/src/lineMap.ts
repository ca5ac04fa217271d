import type { ExistingRawSourceMap } from 'rollup' with { 'resolution-mode': 'import' };

/** What changes modules, as Rollup calls it. */
export type Transform = (
  this: unknown,
  code: string,
  id: string
) => { code: string; map: ExistingRawSourceMap | null } | null;

/**
 * Maps what a plugin makes by its lines. One that puts imports in front of the code and replaces names in it maps each character: where
 * Taro's styles are in the code, too, that is millions, all of which Rollup decodes at once for each build of watch mode.
 */
export function mappedByLines(transform: Transform): Transform {
  return function (code, id) {
    const result = transform.call(this, code, id);
    return result && { code: result.code, map: lineMap(code, result.code) };
  };
}

/** @param made what has more lines in front than the code that it was made of */
function lineMap(code: string, made: string): ExistingRawSourceMap {
  const lines = code.split('\n').length;
  const added = Math.max(0, made.split('\n').length - lines);
  return {
    version: 3,
    names: [],
    sources: [''],
    mappings: `${';'.repeat(added)}AAAA${';AACA'.repeat(lines - 1)}`
  };
}
