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

/** The system's event is none of Taro's own type. */
const VIDEO: KnownTaroText = {
  file: 'npm/@tarojs/components/video.ets',
  refused: '.onUpdate((e) => { handleUpdate(this.node, e) })',
  mended: '.onUpdate((e) => { handleUpdate(this.node, { time: e.time }) })',
  reported: '.onUpdate((e)',
  devEco: '10605030 Structural typing is not supported (arkts-no-structural-typing)',
  sdk: '6.0'
};

/** 0 does not count as a level, and neither does `undefined`, which the variable was. */
const APP: KnownTaroText = {
  file: 'app.ets',
  refused: 'let levelRes: number\n',
  mended: 'let levelRes: number = 0\n',
  reported: 'if (levelRes)',
  devEco: "Variable 'levelRes' is used before being assigned.",
  sdk: '7.0'
};

export const KNOWN_TARO_TEXTS: readonly KnownTaroText[] = [VIDEO, APP];

/** The text of a file of an output, mended where it is exactly the known one. */
export function mendTaroText(file: string, text: string): string {
  return KNOWN_TARO_TEXTS.filter((known) => known.file === file).reduce(
    (mended, { refused, mended: replacement }) => mended.replace(refused, () => replacement),
    text
  );
}
