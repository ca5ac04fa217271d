import JSON5 from 'json5';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface BuildProfile {
  app: { products: { compatibleSdkVersion: string }[] };
}

/** The oldest API level that build-profile.json5 supports: the 12 in `compatibleSdkVersion: "5.0.0(12)"`. */
export function lowestApiLevel(root: string): number {
  const file = path.join(root, 'build-profile.json5');
  const { app } = JSON5.parse<BuildProfile>(readFileSync(file, 'utf8'));
  const levels = app.products.map(({ compatibleSdkVersion }) =>
    Number(/\((\d+)\)/.exec(compatibleSdkVersion)?.[1])
  );
  const lowest = Math.min(...levels);
  if (!Number.isInteger(lowest)) throw new Error(`${file}: no compatibleSdkVersion such as "5.0.0(12)"`);
  return lowest;
}
