// Builds the npm package: compiles the plugin, copies the ArkTS library into it and declares the library's API.
import { packageFiles } from './packageFiles.mts';
import { replaceFolder } from './folderFiles.mts';

for (const [folder, files] of await packageFiles()) {
  replaceFolder(folder, files);
  console.log(`taro-harmony-socket: wrote ${files.size} files to ${folder}`);
}
