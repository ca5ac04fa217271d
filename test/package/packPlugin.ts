import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../tools/arkts/modules.ts';

/** `npm pack -w plugin`. @returns the tarball's path */
export function packPlugin(folder: string): string {
  const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', ['pack', ...options, path.join(repositoryRoot, 'plugin')], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const [packed] = JSON.parse(output) as [{ filename: string }];
  return path.join(folder, packed.filename);
}
