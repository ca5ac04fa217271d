/** One thing that is wrong, and where. */
export interface Finding {
  /** Absolute, or from the project's root. */
  file: string;
  /** Counts from 1; 1 when the whole file is meant. */
  line: number;
  message: string;
}

/** Looks at a whole project. */
export type Check = (root: string) => Finding[] | Promise<Finding[]>;
