import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FixtureApp } from './fixtureApp.ts';

/** What a build delivers in the place of `@tarojs/taro`, from its output on. */
export const FACADE = 'npm/taro-harmony-socket/taro.ts';

/** What the facade of a built app takes from the library, by file. */
export function librariesOf(app: FixtureApp): string[] {
  const text = readFileSync(path.join(app.harmonyOutput, FACADE), 'utf8');
  return [...text.matchAll(/from '\.\/src\/main\/ets\/wechat\/([^']+)'/g)].map(([, name = '']) => name);
}
