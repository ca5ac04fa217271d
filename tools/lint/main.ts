// npm run lint [-- CHECKS]: looks at the whole project; exit code 1 when something was found.
import { Argument, Command } from 'commander';
import path from 'node:path';
import { repositoryRoot } from '../arkts/modules.ts';
import { checkApiLevel } from './apiLevel.ts';
import { checkArkTs } from './arkTs.ts';
import { checkConfigFiles } from './configFiles.ts';
import { checkConsumerRules } from './consumerRules.ts';
import { checkDeclarations } from './declarations.ts';
import { checkWithEslint } from './eslint.ts';
import type { Check, Finding } from './finding.ts';
import { checkFormatting } from './formatting.ts';
import { checkPages } from './pages.ts';
import { checkReferences } from './references.ts';
import { checkResources } from './resources.ts';
import { checkPlainTypeScript, checkTypes } from './types.ts';

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ['arkts', checkArkTs],
  ['declarations', checkDeclarations],
  ['api-level', checkApiLevel],
  ['plain-typescript', checkPlainTypeScript],
  ['types', checkTypes],
  ['config', checkConfigFiles],
  ['references', checkReferences],
  ['resources', checkResources],
  ['pages', checkPages],
  ['consumer-rules', checkConsumerRules],
  ['eslint', checkWithEslint],
  ['format', checkFormatting]
]);

const command = new Command('lint')
  .description('Checks the whole project.')
  .addArgument(new Argument('[checks...]', 'only these; all when absent').choices([...CHECKS.keys()]))
  .option('--root <folder>', 'another checkout', repositoryRoot)
  .parse();
const { root } = command.opts<{ root: string }>();

let passed = 0;
let failed = 0;
let total = 0;
for (const [name, check] of CHECKS) {
  if (command.args.length > 0 && !command.args.includes(name)) continue;
  process.stdout.write(`${name} ... `);
  const findings = await check(path.resolve(root));
  console.log(findings.length === 0 ? 'ok' : `${findings.length} findings`);
  findings.forEach(print);
  total += findings.length;
  if (findings.length === 0) passed++;
  else failed++;
}
console.log(`lint: ${total} findings in ${passed + failed} checks`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function print({ file, line, message }: Finding): void {
  const location = path.relative(process.cwd(), path.resolve(root, file));
  console.log(`${location}:${line}: ${message.replaceAll(/\s*\n\s*/g, ' ')}`);
}
