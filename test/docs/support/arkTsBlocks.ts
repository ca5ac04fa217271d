import type { TestContext } from 'node:test';
import { packArchive } from '../../../tools/har/archive.ts';
import { DevEcoApp } from '../../package/devEcoApp.ts';
import { goodFiles } from '../../package/harFixture.ts';
import { type DocumentedBlock, folderOf, placeOf } from './documentation.ts';

/** What belongs into a DevEco project: ArkTS, and TypeScript that imports the package's TypeScript. */
export function isForDevEco({ language, text }: DocumentedBlock): boolean {
  return language === 'ets' || (language === 'ts' && text.includes("'taro-harmony-socket/ts'"));
}

/**
 * Compiles and lints blocks in a DevEco project that has the HAR installed.
 *
 * @returns errors and warnings as `page:line: text`
 */
export async function checkArkTs(t: TestContext, blocks: readonly DocumentedBlock[]): Promise<string[]> {
  const app = new DevEcoApp(t);
  await app.install(await packArchive(goodFiles()));
  const files = new Map(blocks.map((block) => [`${folderOf(block)}/${block.file}`, block]));
  const { messages } = app.compile(Object.fromEntries([...files].map(([file, { text }]) => [file, text])));
  return messages.map((message) => {
    const [file = '', line = '', ...rest] = message.split(':');
    const block = files.get(file);
    return block === undefined ? message : `${placeOf(block, Number(line))}:${rest.join(':')}`;
  });
}
