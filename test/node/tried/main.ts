// npm run try-clients -- FOLDER [NAME...]: builds clients that are installed in FOLDER/node_modules into apps, with the plugin's
// own Vite plugins and without Taro, and runs each against a small peer. docs/guides/npm-clients.md lists the results.
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { NodeApp } from '../../plugin/nodeApp.ts';
import type { Try } from './try.ts';

const [folder = '', ...names] = process.argv.slice(2);
process.env.CLIENTS_FOLDER = path.resolve(folder);
// The peers look for parts of the clients there.
const { DEVICE_TRIES } = await import('./deviceTries.ts');
const { SERVER_TRIES } = await import('./serverTries.ts');
const TRIES = [...SERVER_TRIES, ...DEVICE_TRIES];

async function attempt({ page, peer, expected, nodePackages }: Try): Promise<string> {
  const server = await peer?.();
  const app = new NodeApp({ page: page(server?.port ?? 0) });
  try {
    symlinkSync(path.resolve(folder, 'node_modules'), path.join(app.folder, 'node_modules'));
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

for (const each of TRIES.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.log(`${each.name}: ${(await attempt(each)).slice(0, 1500)}`);
}
process.exit(0);
