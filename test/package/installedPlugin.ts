import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../tools/arkts/modules.ts';

const NAME = 'taro-harmony-socket';
const PLUGIN = path.join(repositoryRoot, 'plugin');

/** `npm pack -w plugin`. @returns the tarball's path */
export function packPlugin(folder: string): string {
  return pack([PLUGIN], folder)[0] ?? '';
}

/**
 * Lets npm install the tarball into a project of its own, without network: what the package depends on is packed from the
 * repository's installed packages, and Taro itself (peers) is left out.
 *
 * @returns the folder of the installed package
 */
export function installPlugin(tarball: string, folder: string): string {
  const others = pack(dependenciesOf(PLUGIN), folder);
  const project = path.join(folder, 'installation');
  mkdirSync(project);
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }\n');
  const options = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(['install', ...options, tarball, ...others], project);
  return path.join(project, 'node_modules', NAME);
}

/** The folders of all packages that a package needs, those of its dependencies included. */
function dependenciesOf(packageFolder: string): string[] {
  const found = new Set([packageFolder]);
  for (const each of found) {
    const text = readFileSync(path.join(each, 'package.json'), 'utf8');
    const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
    for (const name of Object.keys(dependencies)) found.add(installedFolder(name, each));
  }
  return [...found].slice(1);
}

/** Where Node finds the package that another one imports. */
function installedFolder(name: string, importer: string): string {
  const folder = path.join(importer, 'node_modules', name);
  if (existsSync(folder)) return folder;
  if (importer === path.dirname(importer)) throw new Error(`${name} is not installed`);
  return installedFolder(name, path.dirname(importer));
}

function pack(packageFolders: readonly string[], target: string): string[] {
  const options = ['--json', '--ignore-scripts', '--pack-destination', target];
  const output = npm(['pack', ...options, ...packageFolders], target);
  const packed = JSON.parse(output) as { filename: string }[];
  return packed.map(({ filename }) => path.join(target, filename));
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
