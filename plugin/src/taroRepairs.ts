import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './filesBelow';
import { KNOWN_TARO_TEXTS, mendTaroText } from './knownTaroTexts';
import { readIfPresent, writeFile } from './outputFile';

/** What `@tarojs/react` 4.2 imports of the runtime for Douyin's DOM, and harmony-ets 4.2 lacks: the app would not start. */
const MISSING_NAMES: Readonly<Record<string, string>> = {
  setInnerHTML: 'export function setInnerHTML (element, html) { element.innerHTML = html }',
  eventHandlerTTDom:
    'export function eventHandlerTTDom (element, listener, event) { listener(event, element) }'
};

const RUNTIME = 'npm/@tarojs/runtime';
const REACT = 'npm/@tarojs/react/index.js';

const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];
const FRAMES = ['requestAnimationFrame', 'cancelAnimationFrame'];
const CALLS = [...TIMERS, ...FRAMES].map((name) => `${name}: (...args) => ${name}(...args)`).join(', ');

/** What of the runtime ends pages. */
const MISTAKES: readonly { file: string; text: string; mended: string }[] = [
  // Nested styles are brought to components whose class is undefined or false, too.
  { file: `${RUNTIME}/dom/cssNesting.ts`, text: '  key.split(', mended: "  String(key || '').split(" },
  // `window` has but two timers, of which the one gives nothing that the other could take.
  {
    file: `${RUNTIME}/bom/window.ts`,
    text: 'export const window = new Window()',
    mended: `import { ${FRAMES.join(', ')} } from './raf'\nexport const window = Object.assign(new Window(), { ${CALLS} })`
  }
];

/** Repairs what Taro has copied into the output. To be called when it has, in each build. */
export function repairTaro(outputRoot: string): void {
  for (const { file } of KNOWN_TARO_TEXTS) change(outputRoot, file, (code) => mendTaroText(file, code));
  for (const { file, text, mended } of MISTAKES) {
    change(outputRoot, file, (code) => code.replace(text, mended));
  }
  completeRuntime(outputRoot);
}

/** Where the file is there: a prebuilt runtime is not in the output. */
function change(outputRoot: string, file: string, mend: (code: string) => string): void {
  const code = readText(outputRoot, file);
  if (code !== undefined) writeFile(path.join(outputRoot, file), mend(code));
}

function completeRuntime(outputRoot: string): void {
  const index = readText(outputRoot, `${RUNTIME}/index.ts`);
  const wanted = importsOfRuntime(readText(outputRoot, REACT) ?? '');
  const supplied = Object.entries(MISSING_NAMES).filter(([name]) => wanted.includes(name));
  if (index === undefined || supplied.length === 0) return;
  const runtime = textsBelow(path.join(outputRoot, RUNTIME));
  const missing = supplied.filter(([name]) => !new RegExp(`^export\\b.*\\b${name}\\b`, 'm').test(runtime));
  if (missing.length === 0) return;
  const text = [index.trimEnd(), ...missing.map(([, code]) => code), ''].join('\n');
  writeFile(path.join(outputRoot, RUNTIME, 'index.ts'), text);
}

function importsOfRuntime(react: string): string[] {
  const [, names = ''] = /import\s*\{([^}]*)\}\s*from\s*['"][^'"]*runtime['"]/.exec(react) ?? [];
  return names.split(',').map((name) => name.trim());
}

/** What the runtime is made of; its `dist` is another one, of which only types are used. */
function textsBelow(folder: string): string {
  return filesBelow(folder)
    .filter((file) => /(?<!\.d)\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

function readText(outputRoot: string, file: string): string | undefined {
  return readIfPresent(path.join(outputRoot, file))?.toString();
}
