import { type ChangelogEntry, changelogEntries } from './changelogEntry.ts';
import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectText, releaseVersion } from './projectFile.ts';

/** The project's changelog, and the library's own, which lies in the HAR. */
const [PROJECT, LIBRARY] = ['CHANGELOG.md', 'library/CHANGELOG.md'];

const NO_ENTRY: ChangelogEntry = { date: undefined, text: '' };

/** Both changelogs begin with the version that is released, with the same date and with something to say. */
export const checkChangelogs: ReleaseCheck = (root) => {
  const date = newestEntry(root, PROJECT).entry.date ?? 'missing';
  return [PROJECT, LIBRARY].flatMap((file) => checkNewest(root, file, date));
};

function checkNewest(root: string, file: string, date: string): Mismatch[] {
  const expected = releaseVersion(root);
  const { version, entry } = newestEntry(root, file);
  const next = `begin ${file} with "## ${expected} - <date>" and what changed`;
  const mismatch = (subject: string, found: string, wanted: string): Mismatch[] => [
    { file, subject, found, expected: wanted, next }
  ];
  if (version !== expected) return mismatch('newest entry', version, expected);
  const { date: found = 'missing' } = entry;
  if (!isDate(found)) return mismatch('date', found, 'a day such as 2026-11-21');
  if (found !== date) return mismatch('date', found, `${date}, as in ${PROJECT}`);
  return entry.text === '' ? mismatch('text', 'none', 'what changed') : [];
}

function newestEntry(root: string, file: string): { version: string; entry: ChangelogEntry } {
  const [[version, entry] = ['missing', NO_ENTRY]] = changelogEntries(projectText(root, file));
  return { version, entry };
}

/** Whether a text is a day of the calendar, `2026-11-21`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
