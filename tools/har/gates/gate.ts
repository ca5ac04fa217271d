import type { ArchiveEntry, PackageFiles } from '../archive.ts';
import type { Manifest } from '../manifest.ts';

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
