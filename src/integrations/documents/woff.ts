import { inflateSync } from 'node:zlib';

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A font in the form of programs (sfnt: TrueType or OpenType) out of its form of the web (WOFF 1.0: the same tables, each
 * deflated). Refuses (RangeError) what is not WOFF 1.0. The layout of both is in 'WOFF File Format 1.0' of the W3C, section 3 on.
 */
export function sfntOfWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('This is not a font in WOFF 1.0.');
  const count = woff.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, index) => WOFF_HEADER + index * WOFF_ENTRY);
  const tables = entries.map((at) => tableAt(woff, at));
  const directory = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
  let offset = directory.length;
  for (const [index, at] of entries.entries()) {
    const table = tables[index] ?? Buffer.alloc(0);
    const entry = SFNT_HEADER + index * SFNT_ENTRY;
    woff.copy(directory, entry, at, at + 4);
    directory.writeUInt32BE(woff.readUInt32BE(at + 16), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(woff.readUInt32BE(at + 12), entry + 12);
    offset += table.length;
  }
  return Buffer.concat([directory, ...tables]);
}

/** A table as it was, filled up to a multiple of four bytes. */
function tableAt(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4);
  const packed = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const bytes = woff.subarray(offset, offset + packed);
  const table = packed < length ? inflateSync(bytes) : bytes;
  return Buffer.concat([table, Buffer.alloc((4 - (length % 4)) % 4)]);
}
