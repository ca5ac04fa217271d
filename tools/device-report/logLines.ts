/** A line of a log, without what stands before its text. */
export interface LogLine {
  /** Process and tag that a hilog line names; empty for a line of `aa test` itself. */
  source: string;
  text: string;
}

/** `11-21 03:14:20.123  4321  4321 I A03d00/com.example/JSAPP: text`; with `-v year` the year comes first. */
const HILOG = /^(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d+\s+(\d+)\s+\d+ [DIWEF] (\S+): ?/;
/** Terminal colours. */
// eslint-disable-next-line no-control-regex -- an escape sequence begins with one
const COLOUR = /\x1b\[[\d;]*m/g;
const UTF16_MARK = '\xff\xfe';

/** PowerShell's `>` writes UTF-16, others UTF-8; either may begin with a byte order mark. */
export function logLines(bytes: Uint8Array): LogLine[] {
  const isUtf16 = Buffer.from(bytes.subarray(0, 2)).toString('latin1') === UTF16_MARK;
  const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.split(/\r*\n/).map(logLine);
}

function logLine(line: string): LogLine {
  const plain = line.replaceAll(COLOUR, '');
  const match = HILOG.exec(plain);
  if (match === null) return { source: '', text: plain };
  return { source: `${match[1] ?? ''} ${match[2] ?? ''}`, text: plain.slice(match[0].length) };
}
