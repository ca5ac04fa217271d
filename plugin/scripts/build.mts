// Builds the npm package: compiles the plugin, copies the ArkTS library into it and declares the library's API.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilePlugin } from './compilePlugin.mts';
import { copyLibrary } from './copyLibrary.mts';
import { declareLibrary } from './declareLibrary.mts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const libraryFolder = path.resolve(packageFolder, '../library');

compilePlugin(packageFolder);
const files = copyLibrary(libraryFolder, path.join(packageFolder, 'library'));
const declarations = declareLibrary(libraryFolder, path.join(packageFolder, 'dist/library'));
console.log(
  `taro-harmony-socket: built dist, copied ${files} library files, declared ${declarations} of them`
);
