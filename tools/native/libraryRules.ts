import { spawnSync } from 'node:child_process';

/** What a library for a device has to be. */
export interface LibraryRules {
  /** As `readelf` calls it. */
  machine: string;
  soName: string;
  /** The only libraries that it may need, all of which it does. */
  needed: readonly string[];
  /** What those have. */
  symbols: ReadonlySet<string>;
}

/** @param report what `readelf` says of the library */
type Rule = (report: string, rules: LibraryRules) => string | undefined;

const PARTS = ['--file-header', '--program-headers', '--section-headers', '--dynamic', '--dyn-syms'];

/** Devices may have pages of 16 KiB. */
const LARGEST_PAGE = 16_384;

const RULES: readonly Rule[] = [
  (report) => differs('class', header(report, 'Class'), ['ELF64']),
  (report) => differs('data', header(report, 'Data'), ["2's complement, little endian"]),
  (report) => differs('type', header(report, 'Type'), ['DYN (Shared object file)']),
  (report, { machine }) => differs('machine', header(report, 'Machine'), [machine]),
  (report, { soName }) => differs('SONAME', dynamicNames(report, 'SONAME'), [soName]),
  (report, { needed }) => differs('NEEDED', dynamicNames(report, 'NEEDED'), needed),
  (report) => differs('RPATH', dynamicNames(report, '(?:RPATH|RUNPATH)'), []),
  (report) => unless(segments(report, 'GNU_RELRO').length > 0, 'has no RELRO segment'),
  (report) =>
    unless(
      /\(BIND_NOW\)|\(FLAGS\).* BIND_NOW|\(FLAGS_1\).* NOW/.test(report),
      'binds symbols lazily, so that its RELRO is partial'
    ),
  (report) => {
    const stacks = segments(report, 'GNU_STACK');
    const isProtected = stacks.length > 0 && stacks.every(({ flags }) => !flags.includes('E'));
    return unless(isProtected, 'asks for an executable stack');
  },
  (report) => unless(!/\(TEXTREL\)|\(FLAGS\).* TEXTREL/.test(report), 'has text relocations'),
  (report) =>
    unless(
      segments(report, 'LOAD').every(({ alignment }) => alignment % LARGEST_PAGE === 0),
      `has a segment that is not aligned to ${LARGEST_PAGE} bytes`
    ),
  (report) =>
    unless(
      segments(report, 'LOAD').every(({ flags }) => !/W.*E/.test(flags)),
      'has a segment that is writable and executable'
    ),
  (report) => unless(/\(INIT_ARRAY\)/.test(report), 'registers no module when loaded'),
  (report) => differs('symbol table', found(report, /^ +\[ *\d+\] (\.symtab|\.debug_\S*) /gm), []),
  (report, { symbols }) => {
    const unknown = dynamicSymbols(report, 'UND').filter((name) => !symbols.has(name));
    return differs('unknown undefined symbol', unknown, []);
  },
  (report) => differs('exported symbol', dynamicSymbols(report, '(?!UND)\\S+'), [])
];

/** @returns what is wrong with a library, empty when nothing is */
export function checkLibrary(file: string, rules: LibraryRules): string[] {
  const { error, status, stdout, stderr } = spawnSync('readelf', ['--wide', ...PARTS, file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' }
  });
  if (error !== undefined) throw new Error(`readelf cannot be run: ${error.message}`);
  // It goes on after what it cannot make sense of.
  if (status !== 0 || stderr !== '') return [`is no whole ELF file: ${stderr.split('\n')[0] ?? ''}`];
  return RULES.map((rule) => rule(stdout, rules)).filter((finding) => finding !== undefined);
}

function unless(isRight: boolean, finding: string): string | undefined {
  return isRight ? undefined : finding;
}

function differs(what: string, actual: readonly string[], expected: readonly string[]): string | undefined {
  const list = (names: readonly string[]): string => [...names].sort().join(', ') || 'none';
  return unless(list(actual) === list(expected), `has ${what}: ${list(actual)}; expected: ${list(expected)}`);
}

/** The pattern's first group in each of its matches. */
function found(report: string, pattern: RegExp): string[] {
  return [...report.matchAll(pattern)].map(([, part = '']) => part);
}

function header(report: string, name: string): string[] {
  return found(report, new RegExp(`^ {2}${name}: +(.*)$`, 'gm'));
}

function dynamicNames(report: string, tag: string): string[] {
  return found(report, new RegExp(`\\(${tag}\\) .*\\[(.*)\\]$`, 'gm'));
}

function segments(report: string, type: string): { flags: string; alignment: number }[] {
  const lines = report.matchAll(new RegExp(`^ {2}${type} +(?:0x\\S+ +){5}([R ][W ][E ]) (\\S+)$`, 'gm'));
  return [...lines].map(([, flags = '', alignment]) => ({ flags, alignment: Number(alignment) }));
}

/** @param place the section that they are in, `UND` for those of other libraries; a pattern */
function dynamicSymbols(report: string, place: string): string[] {
  return found(report, new RegExp(`^ +\\d+: (?:\\S+ +){5}${place} +([^\\s@]+)`, 'gm'));
}
