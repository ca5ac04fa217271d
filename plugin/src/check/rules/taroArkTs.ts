import path from 'node:path';
import { KNOWN_TARO_TEXTS } from '../../knownTaroTexts';
import { nameOf } from '../devEcoProject';
import type { Rule } from './rule';

/** The texts of Taro that SDKs newer than Taro itself refuse. */
export const checkTaroArkTs: Rule = ({ project, module }) =>
  KNOWN_TARO_TEXTS.flatMap(({ file, refused, mended, reported, devEco, sdk }) => {
    const absolute = path.join(module.code, file);
    if (!project.files.isFile(absolute)) return [];
    const text = project.files.text(absolute);
    const index = text.indexOf(reported);
    if (!text.includes(refused) || index < 0) return [];
    return [
      {
        severity: 'warning',
        file: nameOf(project, absolute),
        line: text.slice(0, index).split('\n').length,
        problem: `Taro's own code is refused by the SDK ${sdk} and newer`,
        devEco,
        mend: `write "${mended.trim()}" in the place of "${refused.trim()}"`
      }
    ];
  });
