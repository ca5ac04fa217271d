import path from 'node:path';
import { MANIFEST, isObject, show } from '../manifest.ts';
import type { Gate, GateFinding } from './gate.ts';

const FIELDS = ['dependencies', 'dynamicDependencies'];

/** Versions as ohpm finds them in its repository. */
const PUBLISHED = /^(?:tag:\S+|\*|[\^~]?\d+\.\d+\.\d+\S*|(?:[<>]=?\s*\d\S*\s*)+)$/;

/** Everything that the package depends on comes from the repository or lies in the package itself. */
export const checkDependencies: Gate = ({ manifest, files }) =>
  FIELDS.flatMap((field) => {
    const dependencies = manifest[field] ?? {};
    if (!isObject(dependencies)) {
      return [{ file: MANIFEST, field, value: show(dependencies), next: 'make it an object' }];
    }
    return Object.entries(dependencies).flatMap(([name, wanted]): GateFinding[] => {
      const next = nextStep(wanted, [...files.keys()]);
      return next === undefined
        ? []
        : [{ file: MANIFEST, field: `${field}.${name}`, value: show(wanted), next }];
    });
  });

function nextStep(wanted: unknown, files: readonly string[]): string | undefined {
  if (typeof wanted !== 'string') return 'make it a text';
  if (PUBLISHED.test(wanted)) return undefined;
  const local = /^(?:file:)?(\.\.?\/.*)$/.exec(wanted)?.[1];
  if (local === undefined) return 'give a version, such as ^1.0.0';
  if (/\.(?:har|tgz)$/.test(local))
    return 'depend on the published package: ohpm can refuse packages in packages';
  const folder = path.posix.normalize(local).replace(/\/$/, '');
  const holds = files.includes(`${folder}/${MANIFEST}`);
  return holds ? undefined : `give a version, or pack ${folder}/${MANIFEST}`;
}
