import path from 'node:path';
import { nameOf } from '../devEcoProject';
import type { Rule } from './rule';

/** ArkTS that Taro 4.2 writes and that newer SDKs refuse. */
export interface KnownTaroText {
  /** From the module's `src/main/ets`. */
  file: string;
  /** The text as Taro writes it. */
  refused: string;
  /** What takes its place. */
  mended: string;
  /** Stands in the line that DevEco names. */
  reported: string;
  /** What DevEco says. */
  devEco: string;
  /** The oldest SDK that refuses it. */
  sdk: string;
}

export const KNOWN_TARO_TEXTS: readonly KnownTaroText[] = [
  {
    file: 'npm/@tarojs/components/video.ets',
    refused: '.onUpdate((e) => { handleUpdate(this.node, e) })',
    mended: '.onUpdate((e) => { handleUpdate(this.node, { time: e.time }) })',
    reported: '.onUpdate((e)',
    devEco: '10605030 Structural typing is not supported (arkts-no-structural-typing)',
    sdk: '6.0'
  },
  {
    file: 'app.ets',
    refused: 'let levelRes: number\n',
    mended: 'let levelRes: number = 0\n',
    reported: 'if (levelRes)',
    devEco: "Variable 'levelRes' is used before being assigned.",
    sdk: '7.0'
  }
];

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
