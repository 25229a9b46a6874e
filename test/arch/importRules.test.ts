import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { add, gate, plant } from './plant.js';

const CONFIG = ['.dependency-cruiser.cjs'];

/** A file that imports others, by paths from where it lies. */
function importing(...paths: string[]): string {
  return [...paths.map((path, index) => `import * as m${index} from '${path}';`),
    `export const all = [${paths.map((_, index) => `m${index}`).join(', ')}];`, ''].join('\n');
}
const LEAF = 'export const leaf = 1;\n';

/** A tree that keeps every rule, using each freedom that the rules give. */
const SOUND: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'planted', type: 'module', devDependencies: { vitest: '*' },
    dependencies: { 'drizzle-orm': '*', graphql: '*', fastify: '*', 'type-graphql': '*', zod: '*' },
  }),
  'src/lib/ids.ts': LEAF,
  'src/lib/refusal.ts': importing('./ids.js'),
  'src/config.ts': importing('zod', './lib/ids.js'),
  'src/context.ts': importing('./db/client.js', './domain/identity/actor.js', './lib/refusal.js'),
  'src/db/client.ts': importing('drizzle-orm', '../domain/reviews/lifecycle.js'),
  'src/db/emit.ts': "import type { all } from '../context.js';\nexport type Tx = typeof all;\n",
  'src/db/reader/read.ts': importing('graphql', '../../context.js'),
  'src/domain/shapes.ts': importing('./reviews/reads.js', './catalogue/reads.js'),
  'src/domain/identity/actor.ts': importing('../../lib/ids.js'),
  'src/domain/reviews/lifecycle.ts': importing('../../lib/ids.js'),
  'src/domain/reviews/policy.ts': importing('./lifecycle.js', '../identity/actor.js'),
  'src/domain/reviews/reads.ts': LEAF,
  'src/domain/reviews/steps.ts': importing('../../db/emit.js'),
  'src/domain/reviews/reviewDecide.ts':
    `${importing('./policy.js', '../catalogue/steps.js', '../catalogue/reads.js', '../../context.js', 'drizzle-orm')}
import type { all as Port } from '../../integrations/mail.js';\nexport type Mail = typeof Port;\n`,
  'src/domain/catalogue/steps.ts': LEAF,
  'src/domain/catalogue/reads.ts': LEAF,
  'src/domain/catalogue/courseCreate.ts': importing('../../context.js'),
  'src/integrations/mail.ts': importing('../lib/ids.js'),
  'src/schema/reviews.ts': importing('./catalogue.js', '../domain/reviews/lifecycle.js', 'graphql'),
  'src/schema/catalogue.ts': importing('./reviews.js'),
  'src/schema/build.ts': importing('../resolvers/reviews.js', '../domain/shapes.js', '../db/reader/read.js'),
  'src/resolvers/reviews.ts': importing('../schema/reviews.js', '../domain/reviews/reviewDecide.js', '../context.js'),
  'src/transport/server.ts': importing('fastify', '../schema/build.js', '../config.js'),
  'src/worker.ts': importing('./domain/reviews/reviewDecide.js'),
  'src/marketplace.ts': importing('./transport/server.js', './worker.js', './config.js'),
  'src/main.ts': importing('./marketplace.js', './config.js'),
  'src/cli/seed.ts': importing('../config.js'),
};

/** For each rule, a file that breaks it. */
const PLANTED: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'lib-is-a-leaf': ['src/lib/a.ts', importing('../context.js')],
  'pure-imports-lib-and-pure': ['src/domain/reviews/rules.ts', importing('./reads.js')],
  'pure-has-no-libraries': ['src/domain/catalogue/rules.ts', importing('zod')],
  'db-imports-lib-and-pure': ['src/db/a.ts', importing('../domain/reviews/steps.js')],
  'context-imports-db-lib-and-pure': ['src/context.ts', importing('./domain/reviews/steps.js')],
  'config-knows-no-business': ['src/config.ts', importing('./db/client.js')],
  'domain-imports-business-only': ['src/domain/audit/a.ts', importing('../../config.js')],
  'another-context-by-its-shared-files': ['src/domain/audit/b.ts', importing('../catalogue/courseCreate.js')],
  'registry-of-shapes-is-for-the-schema': ['src/domain/audit/c.ts', importing('../shapes.js')],
  'registry-of-shapes-imports-reads': ['src/domain/a.ts', importing('./catalogue/courseCreate.js')],
  'no-graphql-in-domain': ['src/domain/audit/d.ts', importing('graphql')],
  'ports-by-type-only': ['src/domain/audit/e.ts', importing('../../integrations/mail.js')],
  'resolvers-import-use-cases-reads-and-schema': ['src/resolvers/a.ts', importing('../db/client.js')],
  'no-sql-in-resolvers': ['src/resolvers/b.ts', importing('drizzle-orm')],
  'schema-has-no-logic': ['src/schema/a.ts', importing('../domain/catalogue/courseCreate.js')],
  'no-sql-in-schema': ['src/schema/b.ts', importing('drizzle-orm/pg-core')],
  'build-is-for-start-up': ['src/resolvers/c.ts', importing('../schema/build.js')],
  'integrations-know-no-business': ['src/integrations/a.ts', importing('../domain/catalogue/courseCreate.js')],
  'nobody-imports-start-up': ['src/transport/a.ts', importing('../main.js')],
  'worker-is-started': ['src/transport/b.ts', importing('../worker.js')],
  'no-cycles': ['src/domain/catalogue/steps.ts', "import type { all } from '../reviews/reviewDecide.js';\nexport type A = typeof all;\n"],
  'resolvable': ['src/lib/b.ts', importing('./nowhere.js')],
  'declared': ['src/transport/c.ts', importing('pino')],
  'no-development-package': ['src/transport/d.ts', importing('vitest')],
  'src-knows-no-tests': ['src/transport/e.ts', importing('../../test/support.js')],
};

describe('the gate imports', () => {
  test('passes over a tree that keeps the rules, and each rule fails on its planted violation', async () => {
    const root = await plant({ ...SOUND, 'test/support.ts': LEAF }, CONFIG);
    const before = await gate('imports', root);
    expect(before.output).toMatch(new RegExp(`ok +imports.*${Object.keys(SOUND).length - 1} modules of src`, 'u'));
    expect(before.code).toBe(0);

    await add(root, Object.fromEntries(Object.values(PLANTED)));
    const { code, output } = await gate('imports', root);
    expect(code).toBe(1);
    for (const [rule, [file]] of Object.entries(PLANTED)) expect(output).toContain(`${rule}: ${file} -> `);
  }, 60_000);

  test('has a planted violation for every rule', () => {
    const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(PLANTED).sort());
  });

  test('an import of a type counts', async () => {
    const text = "import type { all } from '../context.js';\nexport type A = typeof all;\n";
    const root = await plant({ ...SOUND, 'src/lib/a.ts': text }, CONFIG);
    expect((await gate('imports', root)).output).toContain('lib-is-a-leaf: src/lib/a.ts -> src/context.ts');
  }, 60_000);

  test('fails when it sees fewer modules than there must be', async () => {
    const limits = JSON.stringify({ sourceLines: 250, modulesAtLeast: 500 });
    const root = await plant({ ...SOUND, 'scripts/gates/limits.json': limits }, CONFIG);
    const { code, output } = await gate('imports', root);
    expect(code).toBe(1);
    expect(output).toMatch(/src has \d+ \.ts files; fewer than 500/u);
  }, 60_000);

  test('fails when a file is passed over, or is seen without its imports', async () => {
    const root = await plant(SOUND, []);
    await add(root, {
      '.dependency-cruiser.cjs': `module.exports = { forbidden: [], options: {
        exclude: { path: 'src/cli' }, tsConfig: { fileName: 'tsconfig.json' } } };`,
    });
    const { code, output } = await gate('imports', root);
    expect(code).toBe(1);
    expect(output).toContain('src/cli/seed.ts was not seen by the import rules');
    // Without tsPreCompilationDeps a type-only import goes unseen, as every import does when nothing is parsed.
    expect(output).toContain('src/db/emit.ts imports other files, and the import rules saw none of it');
  }, 60_000);
});
