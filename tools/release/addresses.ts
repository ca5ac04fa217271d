import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectJson } from './projectFile.ts';

/** Stands where only the owner of the project knows the address; no such host can exist (RFC 2606). */
const PLACEHOLDER = 'example.invalid';

interface Addressed {
  homepage: string;
  repository: string | { url: string };
  bugs: string;
}

const PLACES: readonly (readonly [file: string, fields: readonly (keyof Addressed)[]])[] = [
  ['plugin/package.json', ['homepage', 'repository', 'bugs']],
  ['library/oh-package.json5', ['homepage', 'repository']]
];

/** What is published says where it comes from. */
export const checkAddresses: ReleaseCheck = (root) =>
  PLACES.flatMap(([file, fields]) => {
    const content = projectJson<Addressed>(root, file);
    return fields.flatMap((field): Mismatch[] => {
      const value = content[field];
      const found = (typeof value === 'object' ? value.url : value) ?? 'missing';
      if (found !== 'missing' && !found.includes(PLACEHOLDER)) return [];
      return [
        { file, subject: field, found, expected: "the project's own address", next: `write it into ${field}` }
      ];
    });
  });
