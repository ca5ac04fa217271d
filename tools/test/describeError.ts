/** Stack lines that tell the reader nothing about a spec. */
const MACHINERY = /^\s+at .*(node:internal|@ohos\/hypium\/|\/test\/host\/loader\/)/;

/** The text of anything thrown. System modules reject with plain objects, for which `String(error)` says nothing. */
export function describeError(error: unknown): string {
  if (error instanceof Error) {
    const lines = (error.stack ?? error.message).trim().split('\n');
    return lines.filter((line) => line.trim() !== '' && !MACHINERY.test(line)).join('\n');
  }
  return typeof error === 'string' ? error : JSON.stringify(error);
}
