// npm run tool -- test/node/tried/main.ts FOLDER [NAME...]: builds clients that are installed in FOLDER/node_modules into apps, with the plugin's
// own Vite plugins and without Taro, and runs each against a small peer, in a network of its own. The results go to
// results.json, of which npm run docs makes a page.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { linkFolder } from '../../../tools/files.ts';
import { OWN_NETWORK } from '../../../tools/test/ownNetwork.ts';
import { NodeApp } from '../../plugin/nodeApp.ts';
import type { Tried, Try } from './try.ts';

const RESULTS = path.join(import.meta.dirname, 'results.json');
const [folder = '', ...names] = process.argv.slice(2);
if (process.env.CLIENTS_FOLDER === undefined) {
  const [command = '', ...args] = [
    ...OWN_NETWORK,
    process.execPath,
    ...process.execArgv,
    ...process.argv.slice(1)
  ];
  const env = { ...process.env, CLIENTS_FOLDER: path.resolve(folder) };
  process.exit(spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1);
}
// The stand-ins' Wi-Fi network has addresses of this net; loopback plays it.
execFileSync('ip', ['addr', 'add', '192.0.2.80/24', 'dev', 'lo']);
execFileSync('ip', ['route', 'add', 'default', 'dev', 'lo']);
// The peers look for parts of the clients there.
const { TRIES } = await import('./tries.ts');

async function attempt({ page, peer, expected, nodePackages }: Try): Promise<string> {
  const server = await peer?.();
  const app = new NodeApp({ page: page(server?.port ?? 0) });
  try {
    linkFolder(path.resolve(folder, 'node_modules'), path.join(app.folder, 'node_modules'));
    const built = await app.build(nodePackages);
    const lines = (await built.run()).trim().split('\n');
    return lines.includes(expected) ? 'runs' : `says ${lines.slice(0, 4).join(' / ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    app.remove();
    await server?.close();
  }
}

function versionOf(name: string): string {
  const file = path.resolve(folder, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const chosen = TRIES.filter(({ name }) => names.length === 0 || names.includes(name));
const results: Tried[] = [];
for (const each of chosen) {
  const outcome = await attempt(each);
  console.log(`${each.name}: ${outcome}`);
  results.push({ name: each.name, version: versionOf(each.name), runs: outcome === 'runs' });
}
const earlier = (JSON.parse(readFileSync(RESULTS, 'utf8')) as Tried[]).filter(
  ({ name }) => !results.some((each) => each.name === name)
);
const all = [...earlier, ...results].sort((left, right) => (left.name < right.name ? -1 : 1));
writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
// What a client leaves running keeps its page's process, not this one.
process.exit(results.every(({ runs }) => runs) ? 0 : 1);
