import path from 'node:path';
import { failure } from './message';
import { LIBRARY_NAME } from './libraryCopy';
import { readTextFile, writeTextFile } from './textFile';

const CREATORS = { udp: 'createUDPSocket', tcp: 'createTCPSocket' };

/**
 * Replaces Taro's "not supported" stubs in the build, so that `Taro.createUDPSocket()` and
 * `import { createUDPSocket } from '@tarojs/taro'` both reach the library: Taro exports these files' names and
 * puts them on its default object as well.
 *
 * @throws if Taro wrote no such files
 */
export function replaceNetworkApi(outputRoot: string): void {
  const folder = path.join(outputRoot, 'npm/@tarojs/taro/network');
  for (const [name, creator] of Object.entries(CREATORS)) {
    const file = path.join(folder, `${name}.ts`);
    if (readTextFile(file) === undefined) {
      throw failure(
        `Taro wrote no ${file}: this version of @tarojs/plugin-platform-harmony-ets is not supported`
      );
    }
    const text = `// @ts-nocheck\nexport { ${creator} } from '../../../${LIBRARY_NAME}/index'\n`;
    writeTextFile(file, text);
    // The declaration beside it describes the stub.
    writeTextFile(path.join(folder, `${name}.d.ts`), text);
  }
}
