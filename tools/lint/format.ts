// npm run format: formats every file of the project.
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { writeFormatting } from './formatting.ts';

const changed = await writeFormatting(repositoryRoot);
for (const file of changed) console.log(path.relative(process.cwd(), file));
console.log(`format: ${changed.length} files changed`);
