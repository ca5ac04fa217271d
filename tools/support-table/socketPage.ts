import type { TestRun } from '../test/testRuns.ts';
import { type Documented, LibraryDocs } from './libraryDocs.ts';
import { code, dataOf, MARK, readData, table } from './page.ts';
import type { TaroApi } from './taroTypes.ts';

const PLATFORMS = ['weapp', 'h5', 'rn'];
const CENTRED = ':---:';
/** How the docstring of a member begins that WeChat's sockets do not have; that of `off…` leaves it to `on…`. */
const EXTENSION = "Extension to WeChat's API";

/** Limits that a table names beside the mark, by API, and a complete program for each socket. */
const { remarks, examples } = readData<Record<'remarks' | 'examples', Readonly<Record<string, string>>>>(
  dataOf('socket-pages')
);

/** What differs between the twins of a page. */
export interface Edition {
  /** The link to the other edition. */
  other: string;
  /** Turns the text of a docstring, a heading or a remark into the edition's language. */
  translate: (text: string) => string;
  /** WeChat's page about an API, in the edition's language if there is one. */
  reference: (url: string) => string;
  remark: (text: string) => string;
}

/** What a page tells of. */
export interface SocketPage {
  socket: string;
  /** From Taro's types, in the order of declaration. */
  taro: readonly TaroApi[];
  /** Where the patch for Taro's types lies from the pages. */
  patch: string;
  /** The runs that proved the marks. */
  runs: readonly TestRun[];
  proved: (api: string) => boolean;
}

type Supported = Pick<TaroApi, 'name' | 'supported'>;

/** The APIs that a page about a socket has rows for. */
export function apisOf(socket: string, taro: readonly TaroApi[]): string[] {
  const members = new LibraryDocs().socket(socket).members.map(({ name }) => `${socket}.${name}`);
  return [...new Set([...taro.map(({ name }) => name).filter((name) => name !== socket), ...members])];
}

/** A page in the form of Taro's documentation. */
export function socketPage(page: SocketPage, edition: Edition): string {
  const { socket: name, taro } = page;
  const t = edition.translate;
  const docs = new LibraryDocs();
  const { socket, members, create } = docs.socket(name);
  const order = taro.map((api) => api.name);
  const inTaro = members.filter((member) => order.includes(`${name}.${member.name}`));
  const beyond = members.filter((member) => !inTaro.includes(member));
  const place = (member: Documented): number => order.indexOf(`${name}.${member.name}`);
  const sorted = [...inTaro.toSorted((a, b) => place(a) - place(b)), ...beyond];
  const extensions = extensionsOf(beyond);
  const support = (member: Documented): Supported => ({
    name: `${name}.${member.name}`,
    supported: extensions.has(member.name) ? [] : ['weapp']
  });
  return [
    `---\ntitle: ${name}\nsidebar_label: ${name}\n---`,
    `<!-- ${t('Written by npm run docs from docstrings and test results; do not edit.')} -->`,
    edition.other,
    ...socket.doc.filter((text) => !text.startsWith('Source of')).map(t),
    reference(page, name, edition),
    `## ${t('Example')}`,
    `\`\`\`tsx\n${examples[name] ?? ''}\`\`\``,
    `## ${t('Creation')}`,
    `### Taro.${create.name}`,
    ...section(create, t),
    reference(page, create.name, edition),
    `## ${t('Methods')}`,
    ...sorted.flatMap((member) => [
      `### ${member.name}`,
      ...section(member, t),
      ...(extensions.has(member.name) ? [] : [reference(page, `${name}.${member.name}`, edition)])
    ]),
    `## ${t('Parameters')}`,
    ...docs.typesOf([create, ...sorted]).flatMap((type) => [`### ${type.name}`, ...section(type, t)]),
    `## ${t('API Support')}`,
    ...supportSection(page, beyond.map(support), edition)
  ].join('\n\n');
}

/** @param beyond what Taro's types do not have */
function supportSection(page: SocketPage, beyond: readonly Supported[], edition: Edition): string[] {
  const t = edition.translate;
  const head = ['API', t('WeChat Mini-Program'), 'H5', 'React Native', 'Harmony'];
  const rowOf = (api: Supported): string[] => supportRow(api, page, edition);
  const rows = (apis: readonly Supported[]): string => table(head, apis.map(rowOf), CENTRED);
  const isMember = ({ name }: Supported): boolean => name.startsWith(page.socket);
  return [
    rows(page.taro.filter(isMember)),
    rows(page.taro.filter((api) => !isMember(api))),
    ...(beyond.length === 0 ? [] : [t("Not in Taro's types:"), rows(beyond)]),
    t(
      "Harmony: with the package `taro-harmony-socket`. A mark means that every test that counts for the API has passed in each of these runs, which were made on Node, on kernel sockets, over stand-ins for HarmonyOS's system modules:"
    ),
    page.runs.map(({ run }) => `- ${t(run)}`).join('\n'),
    t('No run on a device has been seen yet.'),
    `[${t("The change for Taro's own types, as a patch")}](${page.patch})`
  ];
}

function extensionsOf(members: readonly Documented[]): ReadonlySet<string> {
  const names = members.filter(({ doc }) => doc[0]?.startsWith(EXTENSION)).map(({ name }) => name);
  return new Set([...names, ...names.map((name) => name.replace(/^on/, 'off'))]);
}

function section({ type, doc, parts, returns }: Documented, t: Edition['translate']): string[] {
  return [
    ...doc.map(t),
    ...(type === '' ? [] : [`\`\`\`text\n${type}\n\`\`\``]),
    ...(parts.length === 0 ? [] : [partsTable(parts, t)]),
    ...returns.map((text) => `${t('Returns:')} ${t(text)}`)
  ];
}

function partsTable(parts: readonly Documented[], t: Edition['translate']): string {
  return table(
    [t('Parameter'), t('Type'), t('Description')],
    parts.map(({ name, type, doc }) => [name, code(type), doc.map(t).join(' ').replaceAll('|', '\\|')])
  );
}

function reference({ socket, taro }: SocketPage, api: string, edition: Edition): string {
  const own = taro.find(({ name }) => name === api)?.reference;
  const page = taro.find(({ name }) => name === socket)?.reference ?? '';
  const url = edition.reference(own ?? page.replace(`${socket}.html`, `${api}.html`));
  return `> [${edition.translate('Reference')}](${url})`;
}

function supportRow({ name, supported }: Supported, page: SocketPage, edition: Edition): string[] {
  const marks = PLATFORMS.map((platform) => (supported.includes(platform) ? MARK : ''));
  const remark = remarks[name];
  const text = remark === undefined ? '' : edition.remark(edition.translate(remark));
  const title = name.startsWith(page.socket) ? name : `Taro.${name}`;
  return [title, ...marks, page.proved(name) ? `${MARK}${text}` : ''];
}
