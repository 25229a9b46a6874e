import { describe, expect, test } from 'vitest';
import { add, gate, plant } from './plant.js';

const CONFIG = ['eslint.config.js', 'scripts/eslint/bans.mjs', 'scripts/eslint/graphql.mjs', 'scripts/eslint/rules.mjs'];
const LINES = (count: number): string => "  String('a line');\n".repeat(count);
const ENVIRONMENT = 'The environment is read in src/config.ts only';
const TRANSACTION = 'A transaction opens in src/context.ts only';
const NAME = 'Export by name';
const CLOCK = 'The only clock of the business is ctx.now()';
const NO_SQL = 'No SQL in a resolver';

/** Code that keeps the rules, and uses what only certain files may. */
const SOUND: Readonly<Record<string, string>> = {
  'src/config.ts': 'export const port = process.env.PORT;\n',
  'src/context.ts': 'export const open = (db: { transaction(): number }): number => db.transaction();\n',
  'src/db/migrate.ts': 'export const open = (db: { begin(): number }): number => db.begin();\n',
  'src/cli/token.ts': "console.log('a token');\n",
  'src/lib/clock.ts': 'export const clock = (): Date => new Date();\n',
  'src/lib/longest.ts': `export function longest(): void {\n${LINES(58)}}\n`,
  'test/support/start.ts': 'export const path = process.env.PATH;\n',
  'test/api/headings.test.ts':
    `import { describe, test } from 'vitest';\ndescribe('a heading', () => {\n${LINES(100)}  test('is', () => undefined);\n});\n`,
  'vitest.config.ts': 'export default {};\n',
};

/** A file, what is wrong in it, and a part of what lint says of it. */
const PLANTED: readonly (readonly [file: string, text: string, says: string])[] = [
  ['src/a/maxLines.ts', `export const a = 1;\n${'// a line\n'.repeat(250)}`, '[max-lines]'],
  ['src/a/maxFunction.ts', `export function f(): void {\n${LINES(59)}}\n`, '[max-lines-per-function]'],
  ['src/a/floating.ts', 'export function f(p: () => Promise<void>): void {\n  p();\n}\n',
    '[@typescript-eslint/no-floating-promises]'],
  ['src/domain/voided.ts', 'export function f(p: () => Promise<void>): void {\n  void p();\n}\n',
    '[@typescript-eslint/no-floating-promises]'],
  ['src/a/switch.ts', "export function f(s: 'A' | 'B'): number {\n  switch (s) {\n    case 'A': return 1;\n  }\n  return 2;\n}\n",
    '[@typescript-eslint/switch-exhaustiveness-check]'],
  ['src/a/any.ts', 'export const a = (b: any): unknown => b;\n', '[@typescript-eslint/no-explicit-any]'],
  ['src/a/nonNull.ts', 'export const a = (b: string | null): string => b!;\n', '[@typescript-eslint/no-non-null-assertion]'],
  ['src/a/environment.ts', 'export const a = process.env.PORT;\n', ENVIRONMENT],
  ['src/a/environment2.ts', 'const { env } = process;\nexport const a = env.PORT;\n', ENVIRONMENT],
  ['src/a/environment3.ts', "import { env } from 'node:process';\nexport const a = env.PORT;\n", ENVIRONMENT],
  ['src/domain/transaction.ts', 'export const a = (db: { transaction(): number }): number => db.transaction();\n', TRANSACTION],
  ['src/domain/begin.ts', 'export const a = (db: { begin(): number }): number => db.begin();\n', TRANSACTION],
  ['src/db/transaction.ts', 'export const a = (db: { transaction(): number }): number => db.transaction();\n', TRANSACTION],
  ['src/a/default.ts', 'export default 1;\n', NAME],
  ['src/a/default2.ts', 'const a = 1;\nexport { a as default };\n', NAME],
  ['src/a/barrel.ts', "export { port } from '../config.js';\n", '[local/no-barrel]'],
  ['src/a/barrel2.ts', "import { port } from '../config.js';\nexport { port };\n", '[local/no-barrel]'],
  ['src/a/star.ts', "export * from '../config.js';\nexport const a = 1;\n", '[local/no-barrel]'],
  ['src/a/console.ts', "console.log('a line');\n", '[no-console]'],
  ['src/domain/clock.ts', 'export const a = (): Date => new Date();\n', CLOCK],
  ['src/domain/clock2.ts', 'export const a = (): number => Date.now();\n', CLOCK],
  ['src/resolvers/sql.ts', 'export const a = (ctx: { db: { sql: string } }): string => ctx.db.sql;\n', NO_SQL],
  ['src/resolvers/inherits.ts', 'class A {}\nexport class B extends A {}\n', 'No resolver inheritance'],
  ['test/api/only.test.ts', "import { test } from 'vitest';\ntest.only('a', () => undefined);\n", 'No test is left out'],
  ['test/api/skip.test.ts', "import { test } from 'vitest';\ntest.skip('a', () => undefined);\n", 'No test is left out'],
  ['test/api/long.test.ts', `import { test } from 'vitest';\ntest('is long', () => {\n${LINES(60)}});\n`, '[local/max-test-lines]'],
  ['scripts/long.mjs', `export function f() {\n${LINES(60)}}\n`, '[max-lines-per-function]'],
];

describe('the gate lint', () => {
  test('passes over code that keeps the rules, and fails on each planted violation', async () => {
    const tsconfig = JSON.stringify({
      compilerOptions: {
        target: 'ES2023', module: 'NodeNext', moduleResolution: 'NodeNext', types: ['node'], strict: true,
        verbatimModuleSyntax: true, skipLibCheck: true, noEmit: true,
      },
      include: ['src', 'test', '*.config.ts'],
    });
    const root = await plant({ ...SOUND, 'tsconfig.json': tsconfig }, CONFIG);
    const before = await gate('lint', root);
    expect(before.output).toContain('All gates passed.');
    expect(before.code).toBe(0);

    await add(root, Object.fromEntries(PLANTED.map(([file, text]) => [file, text])));
    const { code, output } = await gate('lint', root);
    expect(code).toBe(1);
    for (const [file, , says] of PLANTED) {
      const said = output.split('\n').filter((line) => line.trim().startsWith(`${file}:`)).join('\n');
      expect(said, file).toContain(says);
    }
  }, 180_000);

  test('fails when there is nothing to lint', async () => {
    const { code, output } = await gate('lint', await plant({}));
    expect(code).toBe(1);
    expect(output).toContain('there is nothing to lint');
  });
});
