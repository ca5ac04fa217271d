// In the page, in the place of the library's module of this name.

/** Milliseconds since the page was opened. */
export function uptime(): number {
  return performance.now();
}
