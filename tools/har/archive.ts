import { gzipSync } from 'fflate';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';

/** Everything in a HAR lies below this folder. */
export const PACKAGE_FOLDER = 'package/';

/** Contents by path below the package's folder, with `/` between the parts. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** One entry of an archive, as its header describes it. */
export interface ArchiveEntry {
  path: string;
  /** `file`, `directory`, `symlink` and so on. */
  type: string;
  content: Uint8Array;
}

/** The time that npm gives to the files of its packages: old enough to be nobody's, and ZIP tools can hold it. */
const MODIFIED = new Date('1985-10-26T08:15:00Z');
const MODE = 0o644;

/**
 * Packs a HAR: a gzipped tar with everything below `package/`. The same files give the same bytes on every machine,
 * which is why nothing of the file system gets in and why the compressor is not Node's: zlib's output depends on its
 * version and on the processor.
 */
export async function packArchive(files: PackageFiles): Promise<Uint8Array> {
  const tar = pack();
  for (const [name, content] of [...files].sort(byName)) {
    const header = { name: PACKAGE_FOLDER + name, size: content.length, mode: MODE, mtime: MODIFIED };
    tar.entry({ ...header, uid: 0, gid: 0 }, Buffer.from(content));
  }
  tar.finalize();
  return gzipSync(await buffer(tar), { level: 9, mtime: 0 });
}

/**
 * @returns the archive's entries in their order
 * @throws if it is not a gzipped tar
 */
export async function readArchive(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of Readable.from([gunzipSync(bytes)]).pipe(extract())) {
    const { name, type } = entry.header;
    entries.push({ path: name, type, content: await buffer(entry) });
  }
  return entries;
}

/** By code units: the order must not depend on the machine's language. */
function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
