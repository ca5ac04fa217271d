import { readData, type Translate } from './page.ts';

/** The Chinese of each text on the pages, by the English one: a docstring that changes needs a new translation. */
const FILE = 'tools/support-table/chinese.json';

/** Translates into Chinese, and remembers what it could not and what nobody asked for. */
export class Chinese {
  private readonly texts = readData<Readonly<Record<string, string>>>(FILE);
  private readonly used = new Set<string>();

  readonly translate: Translate = (text) => {
    this.used.add(text);
    return this.texts[text] ?? text;
  };

  /** @throws unless each text of the pages has a translation, and each translation a text */
  check(): void {
    const known = new Set(Object.keys(this.texts));
    const lines = [
      ...[...this.used].filter((text) => !known.has(text)).map((text) => `lacks ${JSON.stringify(text)}`),
      ...[...known]
        .filter((text) => !this.used.has(text))
        .map((text) => `has a text that no page needs: ${JSON.stringify(text)}`)
    ];
    if (lines.length > 0) throw new Error(`correct ${FILE}:\n${lines.join('\n')}`);
  }
}
