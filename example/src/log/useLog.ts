import { useMemo, useState } from 'react';

import { EMPTY_LOG, append, clear } from './log';
import type { Happening, Log } from './log';

/** What writes into the log; the same object for the whole life of the page. */
export interface LogWriter {
  add: (happening: Happening) => void;
  clear: () => void;
  /** Runs `action`; what it throws becomes an entry of the log. */
  attempt: (action: () => void) => void;
}

export function useLog(): [Log, LogWriter] {
  const [log, setLog] = useState<Log>(EMPTY_LOG);
  const writer = useMemo<LogWriter>(() => {
    const add = (happening: Happening) => {
      const at = Date.now();
      setLog((before) => append(before, happening, at));
    };
    const attempt = (action: () => void) => {
      try {
        action();
      } catch (error) {
        add({ kind: 'error', text: (error as Error).message });
      }
    };
    return { add, attempt, clear: () => setLog(clear) };
  }, []);
  return [log, writer];
}
