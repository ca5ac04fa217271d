// node --import FILE test.js, with NODE_TESTS_MODULE=dgram or net and NODE_TESTS_FOLDER: what the tests of that folder
// import under the module's name is ours; everything else, the stand-ins for the system among it, gets Node's own.
import Module, { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;

const { NODE_TESTS_MODULE: name = '', NODE_TESTS_FOLDER: folder = '' } = process.env;
const ours = (await import(`taro-harmony-socket/${name}`)) as { default: unknown };
const loader = Module as unknown as { _load: Load };
const load = loader._load;

loader._load = (request, parent, isMain) => {
  const isOurs = request.replace(/^node:/, '') === name && parent?.filename?.startsWith(folder + path.sep);
  return isOurs === true ? ours.default : load.call(Module, request, parent, isMain);
};

register('./replaceImports.ts', import.meta.url, { data: { name, folder: pathToFileURL(folder).href } });
