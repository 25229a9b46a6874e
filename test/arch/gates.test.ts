import { describe, expect, test } from 'vitest';
import { GATE_CASES } from './gateCases.js';
import { add, gate, git, plant } from './plant.js';

describe.each(GATE_CASES)('the gate $gate', (each) => {
  test('passes over a sound project and fails on a planted violation, saying why', async () => {
    const root = await plant(each.sound, each.configs);
    const before = await gate(each.gate, root);
    expect(before.output).toContain('All gates passed.');
    expect(before.code).toBe(0);

    await add(root, each.planted);
    const after = await gate(each.gate, root);
    expect(after.code).toBe(1);
    for (const message of each.says) expect(after.output).toMatch(message);
    expect(after.output).toContain(`Failed: ${each.gate}.`);
  }, 60_000);
});

describe('the gate words', () => {
  test('knows the folder that the clone lies in', async () => {
    const root = await plant({});
    await add(root, { 'docs/guide.md': `Go to ${root} and start.\n` });
    expect((await gate('words', root)).output).toMatch(/docs\/guide\.md:1 names a folder of this machine/u);
  });
});

describe('the check', () => {
  test('refuses the name of a gate that there is not, instead of passing', async () => {
    const answer = await gate('tpyes', await plant({}));
    expect(answer.code).toBe(1);
    expect(answer.output).toContain("no gate 'tpyes'");
  });

  test('runs all gates even when one fails, and says at the end which did', async () => {
    const root = await plant({ 'src/a.ts': `export const a: number = 'one';\n${'// a line\n'.repeat(250)}` });
    const answer = await gate('types,size,words', root);
    expect(answer.code).toBe(1);
    expect(answer.output).toMatch(/FAILED types[\s\S]*FAILED size[\s\S]*ok +words/u);
    expect(answer.output).toContain('Failed: types, size.');
  }, 60_000);
});

describe('a breaking change', () => {
  const fields = (text: string): Record<string, string> => ({ 'schema.graphql': `type Query { ${text} }\n` });
  const commit = async (root: string, message: string): Promise<void> => {
    await git(root, 'add', '-A');
    await git(root, 'commit', '-q', '-m', message);
  };
  const committed = async (text: string): Promise<string> => {
    const root = await plant({ ...fields(text), '.gitignore': 'node_modules\n' });
    await git(root, 'init', '-q');
    await commit(root, 'first');
    return root;
  };

  test('fails when nothing was deprecated, in the working copy and in a clean clone of the commit', async () => {
    const root = await committed('a: ID b: ID');
    expect((await gate('breaking', root)).code).toBe(0);
    await add(root, fields('a: ID'));
    const working = await gate('breaking', root);
    expect(working.code).toBe(1);
    expect(working.output).toMatch(/Field 'b' was removed.*breaking/u);
    await commit(root, 'second');
    expect((await gate('breaking', root)).output).toMatch(/Field 'b' was removed.*breaking/u);
  }, 60_000);

  test('passes when the removal date of the deprecation has passed, not before', async () => {
    const past = await committed('a: ID b: ID @deprecated(reason: "Use a. Removed on 2020-01-01.")');
    await add(past, fields('a: ID'));
    expect((await gate('breaking', past)).output).toContain('All gates passed.');
    const early = await committed('a: ID b: ID @deprecated(reason: "Use a. Removed on 2999-01-01.")');
    await add(early, fields('a: ID'));
    expect((await gate('breaking', early)).code).toBe(1);
  }, 60_000);

  test('must be announced with a removal date three months off', async () => {
    const root = await committed('a: ID b: ID');
    await add(root, fields('a: ID b: ID @deprecated(reason: "Use a.")'));
    expect((await gate('breaking', root)).output).toMatch(/names no removal date/u);
    await add(root, fields('a: ID b: ID @deprecated(reason: "Use a. Removed on 2999-01-01.")'));
    expect((await gate('breaking', root)).output).toContain('All gates passed.');
  }, 60_000);
});
