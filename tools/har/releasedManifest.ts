import JSON5 from 'json5';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lowestApiLevel } from '../lint/lowestApiLevel.ts';

/** DevEco's name of the system that the project's product is built for. */
const SDK_TYPE = 'HarmonyOS';

/**
 * `oh-package.json5` as it stands in the HAR: the library's own with what DevEco adds when it builds a HAR, from
 * which an app's build tells whether the package fits its SDK.
 *
 * @param names the package's files
 */
export function releasedManifest(root: string, names: readonly string[]): Uint8Array {
  const file = path.join(root, 'library/oh-package.json5');
  const source = JSON5.parse<Record<string, unknown>>(readFileSync(file, 'utf8'));
  const sdk = { compatibleSdkVersion: String(lowestApiLevel(root)), compatibleSdkType: SDK_TYPE };
  const libraries = new Set(
    names.filter((name) => name.startsWith('libs/')).map((name) => path.basename(name))
  );
  const manifest = {
    ...source,
    artifactType: 'original',
    ...sdk,
    obfuscated: false,
    ...(libraries.size > 0 && { nativeComponents: [...libraries].sort().map((name) => ({ name, ...sdk })) })
  };
  return Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
}
