import path from 'node:path';
import { checkHar } from './checkHar.ts';

/** Checks a package and prints what was found. @returns whether it passes */
export async function reportGates(file: string): Promise<boolean> {
  const shown = path.relative(process.cwd(), path.resolve(file));
  const findings = await checkHar(file);
  for (const { file: part, field, value, next } of findings) {
    console.log(`${shown}: ${part}: ${field}: ${value}: ${next}`);
  }
  console.log(`har:check: ${shown}: ${findings.length === 0 ? 'ok' : `${findings.length} findings`}`);
  return findings.length === 0;
}
