/** What a changelog says of one version. */
export interface ChangelogEntry {
  /** `2026-11-21`; undefined if the heading has none. */
  date: string | undefined;
  /** The text below the heading, trimmed. */
  text: string;
}

const HEADING = /^## \[?(\d[^\s\]]*)\]?(?:\s+[-–—]?\s*(\S.*))?$/;

/** The entry below the heading `## 0.1.0 - 2026-11-21`, or undefined if there is none. */
export function changelogEntry(changelog: string, version: string): ChangelogEntry | undefined {
  return changelogEntries(changelog).get(version);
}

/** All entries by version, in their order. */
export function changelogEntries(changelog: string): Map<string, ChangelogEntry> {
  const entries = new Map<string, ChangelogEntry>();
  for (const section of changelog.split(/^(?=## )/m)) {
    const [heading = '', ...lines] = section.split(/\r?\n/);
    const [, version, date] = HEADING.exec(heading) ?? [];
    if (version !== undefined) entries.set(version, { date, text: lines.join('\n').trim() });
  }
  return entries;
}
