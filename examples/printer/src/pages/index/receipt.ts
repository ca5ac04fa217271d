const ESCAPE = 0x1b;
const START = [ESCAPE, 0x40];
const BOLD = [ESCAPE, 0x45, 1];
const PLAIN = [ESCAPE, 0x45, 0];
const CUT = [0x1d, 0x56, 0];

/** A receipt in ESC/POS; printers without a code page for it print what is not ASCII as something else. */
export function receipt(title: string, lines: readonly string[]): ArrayBuffer {
  const text = (line: string): number[] => [...Array.from(line, (each) => each.charCodeAt(0) & 0xff), 0x0a];
  return Uint8Array.from([...START, ...BOLD, ...text(title), ...PLAIN, ...lines.flatMap(text), ...CUT])
    .buffer;
}
