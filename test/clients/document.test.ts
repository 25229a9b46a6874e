import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const page = await readFile(new URL('../../docs/clients.md', import.meta.url), 'utf8');

/** The code blocks of the page, each with the mark before it that names its file and the region in it. */
const blocks = [...page.matchAll(/(?:<!-- (\S+)#([\w-]+) -->\n)?^```\w*\n([\s\S]*?)^```$/gm)]
  .map(([, file = '', region = '', code = '']) => [file, region, code] as const);

/** The marked part of a file that the tests of this folder run. */
async function regionOf(file: string, region: string): Promise<string> {
  const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
  const found = new RegExp(`^(?://|#) #region ${region}\\n([\\s\\S]*?)^(?://|#) #endregion`, 'm').exec(text);
  if (found === null) throw new Error(`${file} has no region ${region}`);
  return found[1] ?? '';
}

it('shows code', () => { expect(blocks.length).toBeGreaterThan(10); });

it.each(blocks)('shows %s#%s as it is tested', async (file, region, code) => {
  expect(file).toMatch(/^test\/clients\//);
  expect(code).toBe(await regionOf(file, region));
});

it('shows every region of the tested files', async () => {
  const files = [...new Set(blocks.map(([file]) => file))];
  for (const file of files) {
    const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
    const regions = [...text.matchAll(/^(?:\/\/|#) #region ([\w-]+)$/gm)].map(([, name]) => name);
    expect(blocks.filter(([of]) => of === file).map(([, region]) => region).sort()).toEqual(regions.sort());
  }
});
