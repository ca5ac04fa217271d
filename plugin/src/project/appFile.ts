import iconv from 'iconv-lite';
import writeFileAtomic from 'write-file-atomic';
import { readIfPresent } from '../outputFile';

/** What DevEco reads, and what older editors on Chinese systems write. */
const ENCODINGS = ['utf8', 'gb18030'];

/** A text file of the app itself, which somebody else has written and keeps. */
export class AppFile {
  readonly path: string;
  readonly text: string;
  private readonly encoding: string;

  private constructor(path: string, text: string, encoding: string) {
    this.path = path;
    this.text = text;
    this.encoding = encoding;
  }

  /**
   * @returns `undefined` if there is no such file; any other trouble is thrown
   * @throws if the bytes would not be the same when they are written back, in whatever encoding
   */
  static read(path: string): AppFile | undefined {
    const bytes = readIfPresent(path);
    if (bytes === undefined) return undefined;
    for (const encoding of ENCODINGS) {
      const text = iconv.decode(bytes, encoding, { stripBOM: false });
      if (iconv.encode(text, encoding).equals(bytes)) return new AppFile(path, text, encoding);
    }
    throw new Error('it is neither UTF-8 nor GBK: save it as UTF-8');
  }

  /** Replaces the text, in the file's own encoding; whatever goes wrong, the file is whole: the old one or the new one. */
  write(text: string): void {
    if (text !== this.text) writeFileAtomic.sync(this.path, iconv.encode(text, this.encoding));
  }
}
