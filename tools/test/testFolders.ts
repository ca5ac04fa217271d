/** Where node:test files lie, from the project's root, by how `npm test` runs them; each folder has to have some. */
export const FOLDERS = {
  /** Each beside the others, and so are their files: these mostly wait. */
  waiting: ['test/entry', 'test/library', 'test/node/differential', 'test/tls'],
  /** Mostly wait, too, and guess ports, as a library without the companion has to. */
  guessing: ['test/property', 'test/faults'],
  /** These build apps with the package, each in folders of its own. */
  apps: ['test/demo', 'test/node/clients'],
  /** So does this, for as long as those together. */
  template: ['test/template'],
  /** So does this, for twice as long, hence two of its files at a time. */
  plugin: ['test/plugin'],
  /** Behind it: the native companion, and the documentation's code. */
  afterPlugin: ['test/native', 'test/docs', 'example/test'],
  /** These build copies of the project, and pages; with the lint before them, they take as long. */
  packaging: ['test/package', 'test/hybrid'],
  /** These hold their figures against limits that a busy machine does not keep. */
  measuring: ['test/companion', 'test/soak'],
  /** This plays recordings by the clock, and a starved process comes too late. */
  recorded: ['test/conformance'],
  others: [
    'tools',
    'test/host',
    'test/bench',
    'test/node/dgram',
    'test/node/net',
    'test/node/tls',
    'test/node/http',
    'test/node/modules',
    'test/node/tried'
  ]
} as const satisfies Record<string, readonly string[]>;

export const TEST_FOLDERS: readonly string[] = Object.values(FOLDERS).flat();
