/** The certificate authorities of the device, as PEM. None until a test adds some. */
const system: string[] = [];
/** The certificates that servers have shown, by the name as it was written: they are trusted for it from then on. */
const shown = new Map<string, Set<string>>();

/** What a device trusts. */
export const trust = {
  /** Installs a certificate authority, as PEM. */
  add(pem: string): void {
    system.push(pem);
  },

  /** Takes the authorities away and forgets what servers have shown. */
  reset(): void {
    system.splice(0);
    shown.clear();
  }
};

/** All that a handshake with the server of this name may trust, besides the options. */
export function trustedFor(name: string | undefined): string[] {
  return [...system, ...(name === undefined ? [] : (shown.get(name) ?? []))];
}

/** Remembers what a server has shown, whether it was verified or not (measured). */
export function rememberShown(name: string, pems: readonly string[]): void {
  const known = shown.get(name) ?? new Set();
  for (const pem of pems) known.add(pem);
  shown.set(name, known);
}
