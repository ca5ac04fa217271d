import { changelogEntries } from './changelogEntry.ts';
import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectText, releaseVersion } from './projectFile.ts';

/** The project's changelog, and the library's own, which lies in the HAR. */
const [PROJECT, LIBRARY] = ['CHANGELOG.md', 'library/CHANGELOG.md'];

/** Both changelogs begin with the version that is released, with the same date and with something to say. */
export const checkChangelogs: ReleaseCheck = (root) => {
  const version = releaseVersion(root);
  const entryOf = (file: string): { version: string; date?: string | undefined; text: string } => {
    const [[newest, entry] = ['missing', { date: undefined, text: '' }]] = changelogEntries(
      projectText(root, file)
    );
    return { version: newest, ...entry };
  };
  const date = entryOf(PROJECT).date ?? 'missing';
  return [PROJECT, LIBRARY].flatMap((file): Mismatch[] => {
    const entry = entryOf(file);
    const next = `begin ${file} with "## ${version} - <date>" and what changed`;
    const mismatch = (subject: string, found: string, expected: string): Mismatch[] => [
      { file, subject, found, expected, next }
    ];
    if (entry.version !== version) return mismatch('newest entry', entry.version, version);
    if (!isDate(entry.date)) return mismatch('date', entry.date ?? 'missing', 'a day such as 2026-11-21');
    if (entry.date !== date) return mismatch('date', entry.date, `${date}, as in ${PROJECT}`);
    return entry.text === '' ? mismatch('text', 'none', 'what changed') : [];
  });
};

/** Whether a text is a day of the calendar, `2026-11-21`. */
function isDate(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
