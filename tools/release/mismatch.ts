/** One place that disagrees with the rest of the release. */
export interface Mismatch {
  /** Path from the project's root; a file inside a package as `<package>: <path>`. */
  file: string;
  /** What disagrees: `version`, a command, a link. */
  subject: string;
  found: string;
  expected: string;
  /** What to do. */
  next: string;
}

/** Looks at one aspect of the project at `root`. */
export type ReleaseCheck = (root: string) => Mismatch[] | Promise<Mismatch[]>;
