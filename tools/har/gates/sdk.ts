import { MANIFEST, show } from '../manifest.ts';
import type { Gate, GateFinding } from './gate.ts';

const SDK_TYPES: readonly unknown[] = ['HarmonyOS', 'OpenHarmony'];

/** `12` or `5.0.0(12)`. */
const SDK_VERSION = /^(?:\d+|\d+\.\d+\.\d+\(\d+\))$/;

/** The fields that tell an app's build whether the package fits its SDK; ohpm warns or refuses without them. */
export const checkSdk: Gate = ({ manifest }) => {
  const { compatibleSdkVersion, compatibleSdkType, obfuscated, artifactType } = manifest;
  const demands: [string, boolean, string][] = [
    [
      'compatibleSdkVersion',
      typeof compatibleSdkVersion === 'string' && SDK_VERSION.test(compatibleSdkVersion),
      'give the lowest API level as text, such as "12"'
    ],
    ['compatibleSdkType', SDK_TYPES.includes(compatibleSdkType), `make it one of ${SDK_TYPES.join(', ')}`],
    ['obfuscated', typeof obfuscated === 'boolean', 'make it true or false'],
    [
      'artifactType',
      artifactType === 'original' || artifactType === 'obfuscation',
      'make it "original" for sources and "obfuscation" for obfuscated code'
    ]
  ];
  return demands
    .filter(([, holds]) => !holds)
    .map(([field, , next]): GateFinding => ({ file: MANIFEST, field, value: show(manifest[field]), next }));
};
