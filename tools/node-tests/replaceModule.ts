// node --import FILE test.js, with NODE_TESTS_MODULES=net or http,net and NODE_TESTS_FOLDER: what the tests of that folder
// import under these modules' names is ours; everything else, the stand-ins for the system among it, gets Node's own. The lines
// in NODE_TESTS_LEFT_OUT are taken out of the test.
import Module, { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Compile = (this: unknown, content: string, file: string) => unknown;
type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;

const { NODE_TESTS_MODULES = '', NODE_TESTS_FOLDER: folder = '', NODE_TESTS_LEFT_OUT = '[]' } = process.env;
const names = NODE_TESTS_MODULES.split(',');
const ours = new Map<string, unknown>();
for (const name of names) {
  // Builds give apps this module, too, but the package has no name for it.
  const source = name === 'dns' ? '../../plugin/node/shims/dns.ts' : `taro-harmony-socket/${name}`;
  const module = (await import(source)) as { default: unknown };
  ours.set(name, module.default);
}
const loader = Module as unknown as { _load: Load };
const load = loader._load;

loader._load = (request, parent, isMain) => {
  const name = request.replace(/^node:/, '');
  const isOurs = ours.has(name) && parent?.filename?.startsWith(folder + path.sep);
  return isOurs === true ? ours.get(name) : load.call(Module, request, parent, isMain);
};

const leftOut = JSON.parse(NODE_TESTS_LEFT_OUT) as string[];
const test = process.argv[1];
const modules = Module.prototype as unknown as { _compile: Compile };
const compile = modules._compile;

modules._compile = function (content, file) {
  if (file !== test) return compile.call(this, content, file);
  return compile.call(this, leftOut.reduce(withoutLine, content), file);
};

function withoutLine(content: string, line: string): string {
  const lines = content.split('\n');
  const at = lines.findIndex((each) => each.trim() === line);
  if (at < 0) throw new Error(`${test} has no line ${line}`);
  return lines.with(at, '').join('\n');
}

register('./replaceImports.ts', import.meta.url, { data: { names, folder: pathToFileURL(folder).href } });
