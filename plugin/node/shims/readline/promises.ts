import type { Readable, Writable } from 'stream';
import { onAbort } from '../../shared/onAbort.ts';
import { missing } from '../missing.ts';
import { type InterfaceOptions, LineReader } from './LineReader.ts';

class Interface extends LineReader {
  question(query: string, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = onAbort(signal, reject);
      this.ask(
        query,
        (answer) => {
          end();
          resolve(answer);
        },
        signal
      );
    });
  }
}

function createInterface(options: Readable | InterfaceOptions, output?: Writable): Interface {
  return new Interface(options, output);
}

/** Lines of streams, with promises of answers. */
export default missing('readline/promises', { createInterface, Interface });
