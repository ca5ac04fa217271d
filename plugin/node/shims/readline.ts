import type { Readable, Writable } from 'stream';
import { missing } from './missing.ts';
import { type InterfaceOptions, LineReader } from './readline/LineReader.ts';
import promises from './readline/promises.ts';

interface QuestionOptions {
  signal?: AbortSignal;
}

type Answered = (answer: string) => void;

class Interface extends LineReader {
  question(query: string, options: QuestionOptions | Answered, callback?: Answered): void {
    const [{ signal }, answered] =
      typeof options === 'function' ? [{} as QuestionOptions, options] : [options, callback];
    if (answered !== undefined && signal?.aborted !== true) this.ask(query, answered, signal);
  }
}

function createInterface(options: Readable | InterfaceOptions, output?: Writable): Interface {
  return new Interface(options, output);
}

/** Lines of streams; what moves the cursor of a terminal is missing. */
export default missing('readline', { createInterface, Interface, promises });
