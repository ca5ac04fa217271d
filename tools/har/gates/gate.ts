import type { ArchiveEntry, PackageFiles } from '../archive.ts';
import { MANIFEST, type Manifest, show } from '../manifest.ts';

/** One reason for which ohpm, a reviewer of its central repository or an app's build would refuse the package. */
export interface GateFinding {
  /** The part that is wrong: a path below `package/`, or `archive`. */
  file: string;
  /** What of it: a field of the manifest, or a word such as `size`. */
  field: string;
  /** What stands there; `missing` if nothing does. */
  value: string;
  /** What to do. */
  next: string;
}

/** A package that is checked. */
export interface Har {
  /** The archive's file name. */
  name: string;
  entries: readonly ArchiveEntry[];
  /** The regular files below `package/`. */
  files: PackageFiles;
  manifest: Manifest;
}

/** One demand on a package. */
export type Gate = (har: Har) => GateFinding[];

/** The text of a file, or undefined if there is none. */
export function textOf(har: Har, name: string): string | undefined {
  const content = har.files.get(name);
  return content === undefined ? undefined : new TextDecoder().decode(content);
}

/** A field, what stands there, whether that will do, and what to do if it does not. */
export type Demand = [field: string, value: unknown, holds: boolean, next: string];

/** The demands that a file does not meet. */
export function unmet(demands: readonly Demand[], file = MANIFEST): GateFinding[] {
  return demands
    .filter(([, , holds]) => !holds)
    .map(([field, value, , next]) => ({ file, field, value: show(value), next }));
}
