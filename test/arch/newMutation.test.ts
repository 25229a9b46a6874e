import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { add, plant } from './plant.js';

const HERE = resolve(import.meta.dirname, '../..');
/** What a new mutation stands on; the types and resolvers there are stay out, so that what is made stands alone. */
const COPIED = ['src/lib', 'src/db', 'src/domain', 'src/transport', 'src/integrations', 'src/context.ts', 'src/config.ts',
  'src/resolvers/answer.ts', 'src/schema/userError.ts', 'test/support'];
const LINT = ['eslint.config.js', 'scripts/eslint/bans.mjs', 'scripts/eslint/graphql.mjs', 'scripts/eslint/rules.mjs'];

const CATALOGUE = `import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('CourseVersion', { description: 'The content of a course at one time.' })
export class CourseVersion {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
`;

const POLICY = 'src/domain/reviews/policy.ts';
const MADE = [
  'src/domain/reviews/courseVersionAnnotate.ts', 'src/domain/reviews/reviewExtend.ts',
  'src/schema/reviews.ts', 'src/resolvers/reviews.ts',
  'test/api/reviews/courseVersionAnnotate.test.ts', 'test/api/reviews/reviewExtend.test.ts',
];

interface Answer {
  readonly code: number;
  readonly output: string;
}

function node(root: string, ...args: string[]): Promise<Answer> {
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, output: `${stdout}\n${stderr}` });
    });
  });
}

describe('npm run new:mutation', () => {
  let root = '';
  const make = (...words: string[]): Promise<Answer> =>
    node(root, join(HERE, 'scripts/newMutation.mjs'), '--root', root, ...words);

  beforeAll(async () => {
    root = await plant({ 'src/schema/catalogue.ts': CATALOGUE }, LINT);
    for (const path of COPIED) await cp(join(HERE, path), join(root, path), { recursive: true });
  });

  test('makes the files of two mutations, one with its object in its name', async () => {
    const first = await make('reviews', 'courseVersionAnnotate');
    expect(first.output).toContain('add ReviewsResolver to the resolvers in src/schema/build.ts');
    const second = await make('reviews', 'reviewExtend', 'courseVersion');
    expect(second).toMatchObject({ code: 0 });
    for (const file of [POLICY, ...MADE.filter((one) => !one.includes('Annotate'))]) expect(second.output).toContain(file);
  });

  test('what it made compiles and passes lint', async () => {
    const tsconfig = {
      extends: './tsconfig.json', compilerOptions: { noUnusedLocals: true, noUnusedParameters: true, useDefineForClassFields: false },
      files: [...MADE, POLICY], include: [],
    };
    await add(root, { 'tsconfig.made.json': JSON.stringify(tsconfig) });
    // The rest of the copy has no schema to stand on: only what is said of the files made counts.
    const { output } = await node(root, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.made.json', '--listFiles');
    for (const file of [...MADE, POLICY]) expect(output).toContain(`${root}/${file}\n`);
    expect(output.split('\n').filter((line) => [...MADE, POLICY].some((file) => line.startsWith(`${file}(`)))).toEqual([]);
    expect(await node(root, 'node_modules/eslint/bin/eslint.js', ...MADE)).toEqual({ code: 0, output: '\n' });
  }, 180_000);

  test.each([
    [['reviews', 'courseVersionAnnotate'], 'is there already'],
    [['review', 'reviewExtend', 'courseVersion'], "there is no context 'review'"],
    [['reviews', 'extend'], 'the object first, then the verb'],
    [['reviews', 'reviewLengthen', 'course'], 'the type Course is nowhere'],
    [['audit', 'recordKeep'], 'which object does recordKeep change?'],
    [[], 'usage: npm run new:mutation'],
  ])('refuses %j, writing nothing', async (words, message) => {
    const { code, output } = await make(...words);
    expect(code).toBe(1);
    expect(output).toContain(message);
  });
});
