import { cString, FormatError, numberAt } from './bytes.ts';

/** Processor architectures (e_machine). */
export const machines = { x86_64: 62, aarch64: 183 } as const;

/** Kinds of ELF file (e_type). */
export const SHARED_OBJECT = 3;

/** Kinds of segment (p_type) that tell how a library is protected. */
export const SegmentType = {
  load: 1,
  gnuStack: 0x6474e551,
  gnuRelro: 0x6474e552
} as const;

export const SegmentFlag = { executable: 1, writable: 2 } as const;

/** Entries of the dynamic section (d_tag). */
export const DynamicTag = {
  needed: 1,
  soName: 14,
  rPath: 15,
  textRel: 22,
  bindNow: 24,
  initArray: 25,
  runPath: 29,
  flags: 30,
  flags1: 0x6ffffffb
} as const;

const HEADER = {
  type: 16,
  machine: 18,
  segments: 32,
  sections: 40,
  segmentCount: 56,
  sectionCount: 60,
  names: 62
};
const SEGMENT_SIZE = 56;
const SECTION_SIZE = 64;
const DYNAMIC_SIZE = 16;
const SYMBOL_SIZE = 24;
const DYNAMIC_SYMBOLS = 11;
const LITTLE_ENDIAN_64 = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);

export interface Segment {
  type: number;
  flags: number;
  /** What its place in memory is a multiple of, in bytes. */
  alignment: number;
}

export interface Symbol {
  name: string;
  /** Whether this file has it, or some other has to. */
  isDefined: boolean;
}

interface Section {
  name: string;
  type: number;
  offset: number;
  size: number;
  /** The section that belongs to it; for symbols the one with their names. */
  link: number;
}

/** What the loader reads of a 64-bit little-endian ELF file (elf(5)), and its sections. */
export class ElfFile {
  readonly type: number;
  readonly machine: number;
  readonly segments: readonly Segment[];
  readonly sections: readonly Section[];
  /** The dynamic section: tag and value, in its order. */
  readonly dynamic: readonly (readonly [number, number])[];
  /** The dynamic symbols. */
  readonly symbols: readonly Symbol[];
  readonly #bytes: Buffer;

  /** @throws FormatError for a file that is no such ELF file or ends too early */
  constructor(bytes: Buffer) {
    if (!bytes.subarray(0, LITTLE_ENDIAN_64.length).equals(LITTLE_ENDIAN_64)) {
      throw new FormatError('is not a 64-bit little-endian ELF file');
    }
    this.#bytes = bytes;
    this.type = numberAt(bytes, HEADER.type, 2);
    this.machine = numberAt(bytes, HEADER.machine, 2);
    this.segments = this.#readSegments();
    this.sections = this.#readSections();
    this.dynamic = this.#readDynamic();
    this.symbols = this.#readSymbols();
  }

  /** The values of all entries with that tag. */
  valuesOf(tag: number): number[] {
    return this.dynamic.filter(([each]) => each === tag).map(([, value]) => value);
  }

  /** The same for entries that name something. */
  namesOf(tag: number): string[] {
    const names = this.#sectionAt(this.#dynamicSection()?.link);
    return this.valuesOf(tag).map((value) => cString(this.#bytes, names.offset + value));
  }

  #readSegments(): Segment[] {
    const start = numberAt(this.#bytes, HEADER.segments, 8);
    const count = numberAt(this.#bytes, HEADER.segmentCount, 2);
    return Array.from({ length: count }, (_, i) => {
      const at = start + i * SEGMENT_SIZE;
      return {
        type: numberAt(this.#bytes, at, 4),
        flags: numberAt(this.#bytes, at + 4, 4),
        alignment: numberAt(this.#bytes, at + 48, 8)
      };
    });
  }

  #readSections(): Section[] {
    const bytes = this.#bytes;
    const start = numberAt(bytes, HEADER.sections, 8);
    const count = numberAt(bytes, HEADER.sectionCount, 2);
    const names = start + numberAt(bytes, HEADER.names, 2) * SECTION_SIZE;
    return Array.from({ length: count }, (_, i) => {
      const at = start + i * SECTION_SIZE;
      return {
        name: cString(bytes, numberAt(bytes, names + 24, 8) + numberAt(bytes, at, 4)),
        type: numberAt(bytes, at + 4, 4),
        offset: numberAt(bytes, at + 24, 8),
        size: numberAt(bytes, at + 32, 8),
        link: numberAt(bytes, at + 40, 4)
      };
    });
  }

  #dynamicSection(): Section | undefined {
    return this.sections.find(({ name }) => name === '.dynamic');
  }

  #sectionAt(index = -1): Section {
    const section = this.sections[index];
    if (section === undefined) throw new FormatError('names a section that it does not have');
    return section;
  }

  #readDynamic(): [number, number][] {
    const section = this.#dynamicSection();
    if (section === undefined) return [];
    const count = section.size / DYNAMIC_SIZE;
    const entries = Array.from({ length: count }, (_, i): [number, number] => {
      const at = section.offset + i * DYNAMIC_SIZE;
      return [numberAt(this.#bytes, at, 8), numberAt(this.#bytes, at + 8, 8)];
    });
    const end = entries.findIndex(([tag]) => tag === 0);
    return end < 0 ? entries : entries.slice(0, end);
  }

  #readSymbols(): Symbol[] {
    const section = this.sections.find(({ type }) => type === DYNAMIC_SYMBOLS);
    if (section === undefined) return [];
    const names = this.#sectionAt(section.link);
    const all = Array.from({ length: section.size / SYMBOL_SIZE }, (_, i) => {
      const at = section.offset + i * SYMBOL_SIZE;
      return {
        name: cString(this.#bytes, names.offset + numberAt(this.#bytes, at, 4)),
        isDefined: numberAt(this.#bytes, at + 6, 2) !== 0
      };
    });
    return all.filter(({ name }) => name !== '');
  }
}
