import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordsOf, type FileRecord, type Place } from '../../../src/lib/files/records.js';

const folder = mkdtempSync(path.join(tmpdir(), 'karmayogi-records-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

const START: Place = { offset: 0, lineNo: 1 };

async function read(content: string | Buffer, delimiter: string | null, from = START): Promise<FileRecord[]> {
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  const found: FileRecord[] = [];
  for await (const record of recordsOf(file, from, delimiter === null ? null : delimiter.charCodeAt(0))) found.push(record);
  return found;
}

const shown = (records: readonly FileRecord[]) => records.map(({ lineNo, content }) => [lineNo, content instanceof Buffer ? content.toString() : content]);

describe('the records of a file', () => {
  it('are lines, or go on over lines within quotes', async () => {
    expect(shown(await read('a\r\n\nb\n', null))).toEqual([[1, 'a'], [3, 'b']]);
    expect(shown(await read('a,"b\nc"\nd,"e ""f"", g"\n', ','))).toEqual([[1, 'a,"b\nc"'], [3, 'd,"e ""f"", g"']]);
    expect(shown(await read('5" pipe,x\ny,z', ','))).toEqual([[1, '5" pipe,x'], [2, 'y,z']]);
  });

  it('give up one line alone where a quote is not closed', async () => {
    expect(shown(await read('a,"b\nc,d\ne,f\n', ','))).toEqual([[1, 'UNCLOSED_QUOTE'], [2, 'c,d'], [3, 'e,f']]);
    const far = `a,"b\n${'c,d\n'.repeat(1_100_000)}`;
    const records = await read(far, ',');
    expect([records.length, records[0]?.content, records.at(-1)?.lineNo]).toEqual([1_100_001, 'UNCLOSED_QUOTE', 1_100_001]);
  });

  it('pass over what is too long, with or without an end', async () => {
    const long = 'x'.repeat(4_500_000);
    expect(shown(await read(`a\n${long}\nb\n${long}`, null))).toEqual([[1, 'a'], [2, 'TOO_LONG'], [3, 'b'], [4, 'TOO_LONG']]);
    expect(shown(await read(`a\n"${long}"\nb\n`, ','))).toEqual([[1, 'a'], [2, 'TOO_LONG'], [3, 'b']]);
  });

  it('are the same read on from the end of any of them', async () => {
    const content = fc.array(fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '"b\nc"', ','), { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(fc.asyncProperty(content, fc.constantFrom(',', null), fc.nat(), async (text, delimiter, pick) => {
      const all = await read(text, delimiter);
      const at = all[pick % Math.max(all.length, 1)];
      if (at === undefined) return;
      const rest = await read(text, delimiter, { offset: at.endsAt, lineNo: at.nextLine });
      expect(shown(rest)).toEqual(shown(all.slice(all.indexOf(at) + 1)));
    }), { numRuns: 300 });
  });
});
