// npm run tool -- test/node/tried/main.ts [NAME...]: installs the clients that packages/package.json names, builds them into apps with the
// plugin's own Vite plugins and without Taro, and runs each against a small peer, in a network of its own. The results go to
// results.json, of which npm run docs makes a page.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { linkFolder } from '../../../tools/files.ts';
import { OWN_NETWORK } from '../../../tools/test/ownNetwork.ts';
import { NodeApp } from '../../plugin/nodeApp.ts';
import { installPackages, packageFile } from './packages.ts';
import { TRIES } from './tries.ts';
import type { Tried, Try } from './try.ts';

const RESULTS = path.join(import.meta.dirname, 'results.json');
const INSIDE = 'INSIDE_OWN_NETWORK';
if (process.env[INSIDE] === undefined) {
  installPackages();
  const [command = '', ...args] = [
    ...OWN_NETWORK,
    process.execPath,
    ...process.execArgv,
    ...process.argv.slice(1)
  ];
  const env = { ...process.env, [INSIDE]: 'yes' };
  process.exit(spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1);
}
const names = process.argv.slice(2);
// The stand-ins' Wi-Fi network has addresses of this net; loopback plays it.
execFileSync('ip', ['addr', 'add', '192.0.2.80/24', 'dev', 'lo']);
execFileSync('ip', ['route', 'add', 'default', 'dev', 'lo']);

async function attempt({ page, peer, expected, nodePackages }: Try): Promise<string> {
  const server = await peer?.();
  const app = new NodeApp({ page: page(server?.port ?? 0) });
  try {
    linkFolder(packageFile(''), path.join(app.folder, 'node_modules'));
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
  const file = packageFile(`${name}/package.json`);
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
