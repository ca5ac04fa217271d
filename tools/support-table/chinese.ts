import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The Chinese of each text on the pages, by the English one: a docstring that changes needs a new translation. */
const FILE = 'tools/support-table/chinese.json';

/** Translates into Chinese, and remembers what it could not and what nobody asked for. */
export class Chinese {
  private readonly texts: Readonly<Record<string, string>>;
  private readonly missing = new Set<string>();
  private readonly used = new Set<string>();

  constructor() {
    const file = path.join(import.meta.dirname, path.basename(FILE));
    this.texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  }

  readonly translate = (text: string): string => {
    const translation = this.texts[text];
    if (translation === undefined) this.missing.add(text);
    this.used.add(text);
    return translation ?? text;
  };

  /** @throws unless each text of the pages has a translation, and each translation a text */
  check(): void {
    const lines = [
      ...[...this.missing].map((text) => `lacks ${JSON.stringify(text)}`),
      ...Object.keys(this.texts)
        .filter((text) => !this.used.has(text))
        .map((text) => `has a text that no page needs: ${JSON.stringify(text)}`)
    ];
    if (lines.length > 0) throw new Error(`correct ${FILE}:\n${lines.join('\n')}`);
  }
}
