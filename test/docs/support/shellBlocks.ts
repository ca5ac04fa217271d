import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { listFiles } from '../../../tools/files.ts';
import { type DocumentedBlock, placeOf } from './documentation.ts';

/** Commands that come with something else than this project: nothing here can say what they take. */
const FOREIGN = new Set(['hdc', 'hvigorw', 'ohpm', 'taro']);
const ASSIGNMENT = /^\w+=/;
const TOP = new Set(readdirSync(repositoryRoot));

/** A folder of the project with scripts: its own, or a workspace. */
interface Scripts {
  folder: string;
  scripts: Record<string, string>;
}

/**
 * Checks that npm scripts, their options and files of the project that shell blocks name are there.
 *
 * @returns what is wrong as `page:line: text`
 */
export function checkShell(blocks: readonly DocumentedBlock[]): string[] {
  return blocks.flatMap((block) =>
    commandsIn(block.text).flatMap(({ words, line }) =>
      checkCommand(block.page, words).map((text) => `${placeOf(block, line)}: ${text}`)
    )
  );
}

/** Lines that end in a backslash go on in the next one. */
function commandsIn(text: string): { words: string[]; line: number }[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*/, ''))
    .flatMap((line, index) =>
      line
        .split(/&&|\||;/)
        .map((command) => command.split(/\s+/).filter((word) => word !== '' && !ASSIGNMENT.test(word)))
        .filter((words) => words.length > 0)
        .map((words) => ({ words, line: index + 1 }))
    );
}

function checkCommand(page: string, words: readonly string[]): string[] {
  const [command = '', ...args] = words;
  const missing = args
    .map((word) => word.replace(/^\.\//, ''))
    .filter((word) => word.includes('/') && TOP.has(word.split('/')[0] ?? ''))
    .filter((word) => !existsSync(path.join(repositoryRoot, word)))
    .map((word) => `${word} does not exist`);
  if (command === 'npm') return [...missing, ...checkNpm(page, args)];
  if (command === 'npx') return [...missing, ...checkNpx(args)];
  return FOREIGN.has(command) ? missing : [...missing, `${command} is no known command`];
}

/** Only what the npm package brings is run that way. */
function checkNpx([name = '']: readonly string[]): string[] {
  const { bin } = JSON.parse(readFileSync(path.join(repositoryRoot, 'plugin/package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return name in bin ? [] : [`the npm package has no command ${name}`];
}

function checkNpm(page: string, args: readonly string[]): string[] {
  const [verb = '', ...rest] = args.filter((word) => word !== '-s' && word !== '--silent');
  if (['ci', 'install', 'pack', 'view'].includes(verb)) return [];
  const [name = '', ...others] = verb === 'run' ? rest : [verb, ...rest];
  const owner = owners(page).find(({ scripts }) => name in scripts);
  if (owner === undefined) return [`npm has no script ${name}`];
  const options = others
    .slice(others.indexOf('--') + 1)
    .filter((word) => word.startsWith('--'))
    .map((word) => word.replace(/=.*/, ''));
  if (options.length > 0 && !others.includes('--')) return [`the options of ${name} have to follow --`];
  const source = sourceOf(owner, name);
  return options
    .filter((option) => !source.includes(`'${option}`))
    .map((option) => `${name} has no option ${option}`);
}

/** A workspace's page may name its own scripts. */
function owners(page: string): Scripts[] {
  const own = path.join(repositoryRoot, page.split('/')[0] ?? '');
  return [own, repositoryRoot]
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .map((folder) => ({
      folder,
      scripts: (
        JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { scripts: Scripts['scripts'] }
      ).scripts
    }));
}

/** The text of the program that a script runs, with all that stands beside it. */
function sourceOf({ folder, scripts }: Scripts, name: string): string {
  const file = scripts[name]?.split(' ').find((word) => /\.m?ts$/.test(word));
  if (file === undefined) return '';
  const around = path.dirname(path.join(folder, file));
  return listFiles(around, (each) => /\.m?ts$/.test(each))
    .map((each) => readFileSync(each, 'utf8'))
    .join('\n');
}
