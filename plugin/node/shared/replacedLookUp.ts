type LookUp = (hostname: string, ...rest: unknown[]) => void;

let replaced: LookUp | undefined;

/** What the app has put in the place of `dns.lookup`, which Node's sockets ask then; undefined as long as it is the module's own. */
export function replacedLookUp(): LookUp | undefined {
  return replaced;
}

/** For `dns` alone. */
export function replaceLookUp(lookUp: LookUp | undefined): void {
  replaced = lookUp;
}
