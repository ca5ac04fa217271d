// npm run pack, behind the npm package: packs library/ as a HAR. With --check: verifies HARs.
import { Command } from 'commander';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { packArchive } from './archive.ts';
import { reportGates } from './checkHar.ts';
import { harFileName, harFiles } from './harFiles.ts';

const command = new Command('har')
  .description(
    "Packs library/ as dist/taro-harmony-socket-<version>.har and checks it against the gates of ohpm publish and of the central repository's review."
  )
  .option('--root <folder>', 'another checkout', repositoryRoot)
  .option('--output <folder>', 'folder to write the package into; dist of the checkout when absent')
  .option('--check <files...>', 'packs nothing, checks these packages')
  .parse();
const {
  root,
  output = path.join(root, 'dist'),
  check
} = command.opts<{ root: string; output?: string; check?: string[] }>();
const packages = check ?? [await packHar()];
for (const file of packages) if (!(await reportGates(file))) process.exitCode = 1;

async function packHar(): Promise<string> {
  const files = harFiles(root);
  const archive = await packArchive(files);
  const file = path.resolve(output, harFileName(root));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, archive);

  const shown = path.relative(process.cwd(), file);
  console.log(`har: wrote ${shown}: ${files.size} files, ${(archive.length / 1024).toFixed(1)} KiB`);
  console.log(`har: sha256 ${createHash('sha256').update(archive).digest('hex')}`);
  const native = [...files.keys()].filter((name) => name.startsWith('libs/'));
  console.log(`har: native libraries: ${native.length === 0 ? 'none in library/libs' : native.join(', ')}`);
  return file;
}
