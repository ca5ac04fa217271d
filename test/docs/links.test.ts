import GithubSlugger from 'github-slugger';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { sourceFiles } from '../../tools/files.ts';
import { pages } from './support/documentation.ts';
import { type MarkdownPage, readMarkdown } from './support/markdownPage.ts';

const read = new Map(
  pages.map((page): [string, MarkdownPage] => [page, readMarkdown(path.join(repositoryRoot, page))])
);

describe('the links of the documentation', () => {
  it('lead to headings that are there, where they lead into a page', () => {
    const broken = [...read].flatMap(([page, { links }]) =>
      links
        .filter((link) => /^[^:]*#/.test(link))
        .filter((link) => {
          const [file = '', anchor = ''] = link.split('#');
          const target = file === '' ? page : path.posix.join(path.dirname(page), file);
          return !anchorsOf(target).has(decodeURI(anchor));
        })
        .map((link) => `${page}: ${link}`)
    );
    assert.deepEqual(broken, []);
  });

  it('lead to every page of docs/ from the README', () => {
    const reached = new Set(['README.md', 'README_zh.md']);
    for (const page of reached) {
      for (const link of read.get(page)?.links ?? []) {
        const target = path.posix.join(path.dirname(page), link.split('#')[0] ?? '');
        if (read.has(target)) reached.add(target);
      }
    }
    const lost = pages.filter((page) => page.startsWith('docs/') && !reached.has(page));
    assert.deepEqual(lost, []);
  });
});

/** The headings' anchors on GitHub, and those that the page sets itself. */
function anchorsOf(page: string): Set<string> {
  const slugger = new GithubSlugger();
  const headings =
    read.get(page)?.headings.map(({ text }) => slugger.slug(text.replaceAll(/[`*]/g, ''))) ?? [];
  const text = readFileSync(path.join(repositoryRoot, page), 'utf8');
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}

describe('the npm scripts', () => {
  it('are a dozen at the most, each with a line in CONTRIBUTING.md', () => {
    const scripts = scriptsOf('package.json').filter((name) => name !== 'prepare'); // npm's own hook
    assert.ok(scripts.length <= 12);
    const cells = read.get('CONTRIBUTING.md')?.tables.flat(2) ?? [];
    const text = cells.map((cell) => cell.text).join('\n');
    const missing = scripts.filter((name) => !new RegExp(`npm (?:run )?${name}(?![\\w:])`).test(text));
    assert.deepEqual(missing, []);
  });

  it('are there where messages, comments and continuous integration name them', () => {
    const manifests = ['', 'plugin/', 'example/', 'examples/printer/'];
    const known = new Set(manifests.flatMap((folder) => scriptsOf(`${folder}package.json`)));
    const files = [
      ...sourceFiles(repositoryRoot, (file) => /\.(?:[cm]?ts|ets|yaml)$/.test(file)),
      ...['.ci/run', '.github/workflows/ci.yml'].map((file) => path.join(repositoryRoot, file))
    ].filter((file) => !file.endsWith('.test.ts')); // some name what is to be found missing
    const named = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/npm run (?:--silent )?([a-z]+(?:[:-][a-z]+)*)/g)].map(
        ([, name = '']) => ({ file, name })
      )
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter(({ name }) => !known.has(name)),
      []
    );
  });
});

function scriptsOf(file: string): string[] {
  const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
  return Object.keys((JSON.parse(text) as { scripts: Record<string, string> }).scripts);
}
