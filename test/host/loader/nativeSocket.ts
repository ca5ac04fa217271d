// Stands in for `@ohos.net.socket` when OHOS_NET_SOCKET names a module.
import { createRequire } from 'node:module';
import path from 'node:path';

const file = path.resolve(process.env.OHOS_NET_SOCKET ?? '');

function loadModule(): unknown {
  try {
    return createRequire(import.meta.url)(file);
  } catch (error) {
    throw new Error(`OHOS_NET_SOCKET=${file} cannot be loaded; give the path of a CommonJS or .node module`, {
      cause: error
    });
  }
}

export default loadModule();
