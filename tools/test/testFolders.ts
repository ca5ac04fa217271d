/** Where node:test files lie, from the project's root; each folder has to have some. */
export const TEST_FOLDERS: readonly string[] = [
  'tools',
  'test/host',
  'test/library',
  'test/property',
  'test/faults',
  'test/soak',
  'test/bench',
  'test/conformance',
  'test/plugin',
  'test/package',
  'test/docs',
  'test/node/dgram',
  'test/node/net',
  'test/node/differential',
  'test/node/clients',
  'test/hybrid',
  'test/native',
  'test/companion',
  'example/test',
  'test/demo',
  'test/entry'
];
