/** Tests of Node's that say nothing about a module of ours, each with the reason. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {};

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason; docs/node-modules.md describes them. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {};
