import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Finding } from '../../../plugin/dist/check/finding.js';
import { CODE, MendedProject } from './mendedProject.ts';

const LIBRARY = 'libtaro_harmony_socket.so';
const IMPORTER = `${CODE}/npm/taro-harmony-socket/index.ts`;
const TYPES = 'entry/types/libtaro_harmony_socket';
const BINARY = `entry/libs/arm64-v8a/${LIBRARY}`;

let project: MendedProject;

beforeEach(() => {
  project = new MendedProject();
  project.append(IMPORTER, `import native from '${LIBRARY}';\nexport const companion = native;\n`);
  project.edit(
    'entry/oh-package.json5',
    'dependencies: {}',
    `dependencies: {\n    "${LIBRARY}": "file:./types/libtaro_harmony_socket"\n  }`
  );
  project.write(
    `${TYPES}/oh-package.json5`,
    `{ name: '${LIBRARY}', types: './Index.d.ts', version: '1.0.0' }`
  );
  project.write(`${TYPES}/Index.d.ts`, 'declare const native: object;\nexport default native;\n');
  project.write(BINARY, '');
});
afterEach(() => project.remove());

const undeclared: Finding = {
  severity: 'refused',
  file: IMPORTER,
  line: 4,
  problem: `${LIBRARY} is imported, but entry/oh-package.json5 does not declare it`,
  devEco: `10310016 Can not get pkgContextInfo of package '${LIBRARY}' which being imported by '${IMPORTER}'`,
  mend: `add "${LIBRARY}": "file:./src/main/cpp/types/libtaro_harmony_socket" to its dependencies, and that folder with Index.d.ts and oh-package.json5`
};

describe('a native library that a built project imports', () => {
  it('has its dependency, its types and its file', () => {
    project.finds();
  });

  it('needs the dependency', () => {
    project.edit('entry/oh-package.json5', LIBRARY, 'libother.so');
    project.finds(undeclared);
  });

  it('will need the dependency where modules are not built by their packages yet', () => {
    project.edit('entry/oh-package.json5', LIBRARY, 'libother.so');
    project.edit('build-profile.json5', 'useNormalizedOHMUrl: true', 'useNormalizedOHMUrl: false');
    project.finds({ ...undeclared, severity: 'warning' });
  });

  it('needs the package of its types, without which ohpm cannot install it', () => {
    project.delete(`${TYPES}/oh-package.json5`);
    project.finds({
      severity: 'refused',
      file: 'entry/oh-package.json5',
      line: 6,
      problem: `The types of ${LIBRARY} are not complete: there is no ${TYPES}/oh-package.json5`,
      mend: 'add the file, or correct the path of the dependency'
    });
  });

  it('should have its declarations', () => {
    project.delete(`${TYPES}/Index.d.ts`);
    project.finds({
      severity: 'warning',
      file: 'entry/oh-package.json5',
      line: 6,
      problem: `The types of ${LIBRARY} are not complete: there is no ${TYPES}/Index.d.ts`,
      devEco: `Currently module for '${LIBRARY}' is not verified.`,
      mend: 'add the file, or correct the path of the dependency'
    });
  });

  it('needs the file for devices', () => {
    project.delete('entry/libs');
    project.write(`entry/libs/x86_64/${LIBRARY}`, '');
    project.finds({
      severity: 'does not start',
      file: IMPORTER,
      line: 4,
      problem: `${LIBRARY} is imported, but there is no ${BINARY} (only one for x86_64 was found)`,
      mend: 'put the library there, or let DevEco build it (externalNativeOptions in entry/build-profile.json5)'
    });
  });

  it('may be built from its source', () => {
    project.delete('entry/libs');
    project.edit(
      'entry/build-profile.json5',
      'buildOption: {}',
      "buildOption: { externalNativeOptions: { path: 'CMakeLists.txt' } }"
    );
    project.finds();
  });
});
