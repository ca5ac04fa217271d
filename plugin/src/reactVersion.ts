import { createRequire } from 'node:module';
import path from 'node:path';

const TARO_REACT = '@tarojs/react';

interface Manifest {
  version: string;
  peerDependencies?: { react?: string };
}

/**
 * What an app has to be told whose React is of another major version than Taro's renderer is made for: it builds, and with React 19,
 * which has no `ReactCurrentBatchConfig`, it ends while it starts. Undefined if all is well, or not to be told.
 */
export function describeReact(appPath: string): string | undefined {
  const [react, renderer] = ['react', TARO_REACT].map((name) => installed(appPath, name));
  const wanted: readonly string[] = renderer?.peerDependencies?.react?.match(/(?<![\d.])\d+/g) ?? [];
  if (react === undefined || wanted.length === 0 || wanted.includes(majorOf(react))) return undefined;
  return (
    `this app has react ${react.version}, and ${TARO_REACT} ${renderer?.version} is made for ${wanted.join(', ')}: the app may end ` +
    `while it starts, as apps with React 19 do; install react@${wanted[0]} and react-dom@${wanted[0]}`
  );
}

function majorOf({ version }: Manifest): string {
  return version.split('.')[0] ?? '';
}

function installed(appPath: string, name: string): Manifest | undefined {
  try {
    return createRequire(path.join(appPath, 'package.json'))(`${name}/package.json`) as Manifest;
  } catch {
    return undefined; // somewhere else, where Taro will look for it or say so
  }
}
