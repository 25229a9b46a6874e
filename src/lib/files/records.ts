import { createReadStream } from 'node:fs';

/** A record longer than this is not read: it is passed over without being held. */
export const MAX_RECORD_BYTES = 4_000_000;

/** One record of a file: a line of JSONL, or a record of CSV, which may go over several lines. */
export interface FileRecord {
  /** The line it begins on, from 1. */
  readonly lineNo: number;
  /** The line after it. */
  readonly nextLine: number;
  /** Offset of the byte after it, its line end included. */
  readonly endsAt: number;
  /** Its bytes without the line end; or what keeps it from being read. */
  readonly content: Buffer | 'TOO_LONG' | 'UNCLOSED_QUOTE';
}

export interface Place {
  readonly offset: number;
  readonly lineNo: number;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Finds line ends that end a record; remembers between chunks whether it is within quotes. */
interface Scanner {
  /** The index of the line feed that ends the record, from `from` on; -1 where these bytes do not end it. */
  find(bytes: Buffer, from: number): number;
  reset(): void;
  /** Whether what was seen so far stops inside a quoted cell. */
  isQuoted(): boolean;
}

const plainLines: Scanner = { find: (bytes, from) => bytes.indexOf(LF, from), reset: () => undefined, isQuoted: () => false };

/** RFC 4180: a line end within a quoted cell belongs to the cell. A quote opens a cell only at its beginning. */
function csvRecords(delimiter: number): Scanner {
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  return {
    reset: () => { state = 'start'; },
    isQuoted: () => state === 'quoted',
    find: (bytes, from) => {
      for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (state === 'quoted') {
          if (byte === QUOTE) state = 'closing';
        } else if (byte === LF) return at;
        else if (byte === delimiter) state = 'start';
        else if (byte === QUOTE) state = state === 'plain' ? 'plain' : 'quoted';
        else if (byte !== CR) state = 'plain';
      }
      return -1;
    },
  };
}

/**
 * The records of a file from a place on, in memory bounded by the longest record that is read. `delimiter` is the byte
 * between cells of CSV, null for JSONL. Where a quote is opened and not closed within reach, its first line alone is given up, and
 * reading goes on with the next. Lines of white space alone are passed over.
 */
export async function* recordsOf(file: string, from: Place, delimiter: number | null): AsyncGenerator<FileRecord> {
  const scanner = delimiter === null ? plainLines : csvRecords(delimiter);
  const cutter = createCutter(scanner, from);
  for await (const chunk of createReadStream(file, { start: from.offset, highWaterMark: 256 * 1024 })) {
    cutter.add(chunk as Buffer);
    yield* cutter.cut(false);
  }
  yield* cutter.cut(true);
}

function createCutter(scanner: Scanner, from: Place) {
  let held: Buffer = Buffer.alloc(0);
  let scanned = 0;
  let { offset, lineNo } = from;
  let skipping = false;

  /** Takes so many bytes off as one record, or as nothing where it is blank. */
  function take(length: number, problem: 'TOO_LONG' | 'UNCLOSED_QUOTE' | null): FileRecord | null {
    const bytes = held.subarray(0, length);
    const first = lineNo;
    offset += length;
    lineNo += problem === null ? linesIn(bytes) : 1;
    held = held.subarray(length);
    scanned = 0;
    scanner.reset();
    const content = problem ?? trimEnd(bytes);
    return content instanceof Buffer && isBlank(content) ? null : { lineNo: first, nextLine: lineNo, endsAt: offset, content };
  }

  function next(atEnd: boolean): FileRecord | null | 'more' {
    const end = skipping ? held.indexOf(LF) : scanner.find(held, scanned);
    if (skipping) {
      if (end < 0 && !atEnd) {
        offset += held.length;
        held = Buffer.alloc(0);
        return 'more';
      }
      skipping = false;
      return take(end < 0 ? held.length : end + 1, 'TOO_LONG');
    }
    if (end >= 0) return take(end + 1, end > MAX_RECORD_BYTES ? 'TOO_LONG' : null);
    const isLong = held.length > MAX_RECORD_BYTES;
    if (!isLong && !atEnd) {
      scanned = held.length;
      return 'more';
    }
    if (scanner.isQuoted()) {
      const firstLine = held.indexOf(LF);
      if (firstLine >= 0 || atEnd) return take(firstLine < 0 ? held.length : firstLine + 1, 'UNCLOSED_QUOTE');
    }
    if (!isLong) return take(held.length, null);
    skipping = true;
    return next(atEnd);
  }

  return {
    add: (chunk: Buffer): void => { held = held.length === 0 ? chunk : Buffer.concat([held, chunk]); },
    *cut(atEnd: boolean): Generator<FileRecord> {
      while (held.length > 0 || (skipping && atEnd)) {
        const found = next(atEnd);
        if (found === 'more') return;
        if (found !== null) yield found;
      }
    },
  };
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1;
  return Math.max(count, 1);
}

function trimEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === LF) end -= 1;
  if (bytes[end - 1] === CR) end -= 1;
  return bytes.subarray(0, end);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CR);
}
