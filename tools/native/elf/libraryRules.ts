import { FormatError } from './bytes.ts';
import { DynamicTag, ElfFile, SegmentFlag, SegmentType, SHARED_OBJECT } from './elfFile.ts';

/** What a library for a device has to be. */
export interface LibraryRules {
  machine: number;
  soName: string;
  /** The only libraries that it may need, all of which it does. */
  needed: readonly string[];
  /** What those have. */
  symbols: ReadonlySet<string>;
}

type Rule = (file: ElfFile, rules: LibraryRules) => string | undefined;

/** Bits of the entries `flags` and `flags1`. */
const FLAG_TEXT_RELOCATIONS = 4;
const FLAG_BIND_NOW = 8;
const FLAG1_NOW = 1;

/** Devices may have pages of 16 KiB. */
const LARGEST_PAGE = 16_384;

const RULES: readonly Rule[] = [
  (file) => (file.type === SHARED_OBJECT ? undefined : `is of ELF type ${file.type}, not a shared object`),
  (file, { machine }) =>
    file.machine === machine ? undefined : `is for machine ${file.machine}, not for ${machine}`,
  (file, { soName }) => differs('SONAME', file.namesOf(DynamicTag.soName), [soName]),
  (file, { needed }) => differs('NEEDED', file.namesOf(DynamicTag.needed), needed),
  (file) => differs('RPATH', [...file.namesOf(DynamicTag.rPath), ...file.namesOf(DynamicTag.runPath)], []),
  (file) => (hasSegment(file, SegmentType.gnuRelro) ? undefined : 'has no RELRO segment'),
  (file) => (isBoundNow(file) ? undefined : 'binds symbols lazily, so that its RELRO is partial'),
  (file) => (isStackProtected(file) ? undefined : 'asks for an executable stack'),
  (file) => (hasTextRelocations(file) ? 'has text relocations' : undefined),
  (file) =>
    isForLargePages(file) ? undefined : `has a segment that is not aligned to ${LARGEST_PAGE} bytes`,
  (file) => (hasWritableCode(file) ? 'has a segment that is writable and executable' : undefined),
  (file) =>
    file.valuesOf(DynamicTag.initArray).length === 1 ? undefined : 'registers no module when loaded',
  (file) => differs('symbol table', sectionsLike(file, /^\.(?:symtab|debug_.*)$/), []),
  (file, { symbols }) => differs('unknown undefined symbol', unknownSymbols(file, symbols), []),
  (file) => differs('exported symbol', definedSymbols(file), [])
];

/** @returns what is wrong with a library, empty when nothing is */
export function checkLibrary(bytes: Buffer, rules: LibraryRules): string[] {
  try {
    const file = new ElfFile(bytes);
    return RULES.map((rule) => rule(file, rules)).filter((finding) => finding !== undefined);
  } catch (error) {
    if (error instanceof FormatError) return [error.message];
    throw error;
  }
}

function differs(what: string, actual: readonly string[], expected: readonly string[]): string | undefined {
  const isSame = [...actual].sort().join() === [...expected].sort().join();
  return isSame ? undefined : `has ${what}: ${list(actual)}; expected: ${list(expected)}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function hasSegment(file: ElfFile, type: number): boolean {
  return file.segments.some((segment) => segment.type === type);
}

function hasFlag(file: ElfFile, tag: number, flag: number): boolean {
  return file.valuesOf(tag).some((value) => (value & flag) !== 0);
}

function isBoundNow(file: ElfFile): boolean {
  return (
    file.valuesOf(DynamicTag.bindNow).length > 0 ||
    hasFlag(file, DynamicTag.flags, FLAG_BIND_NOW) ||
    hasFlag(file, DynamicTag.flags1, FLAG1_NOW)
  );
}

function isStackProtected(file: ElfFile): boolean {
  const stacks = file.segments.filter(({ type }) => type === SegmentType.gnuStack);
  return stacks.length > 0 && stacks.every(({ flags }) => (flags & SegmentFlag.executable) === 0);
}

function hasTextRelocations(file: ElfFile): boolean {
  return (
    file.valuesOf(DynamicTag.textRel).length > 0 || hasFlag(file, DynamicTag.flags, FLAG_TEXT_RELOCATIONS)
  );
}

function hasWritableCode(file: ElfFile): boolean {
  const both = SegmentFlag.executable | SegmentFlag.writable;
  return file.segments.some(({ type, flags }) => type === SegmentType.load && (flags & both) === both);
}

function isForLargePages(file: ElfFile): boolean {
  const loaded = file.segments.filter(({ type }) => type === SegmentType.load);
  return loaded.every(({ alignment }) => alignment % LARGEST_PAGE === 0);
}

function sectionsLike(file: ElfFile, pattern: RegExp): string[] {
  return file.sections.map(({ name }) => name).filter((name) => pattern.test(name));
}

function unknownSymbols(file: ElfFile, known: ReadonlySet<string>): string[] {
  return file.symbols.filter(({ name, isDefined }) => !isDefined && !known.has(name)).map(({ name }) => name);
}

function definedSymbols(file: ElfFile): string[] {
  return file.symbols.filter(({ isDefined }) => isDefined).map(({ name }) => name);
}
