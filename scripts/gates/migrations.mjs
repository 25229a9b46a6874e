import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, problemsOf, runTool } from './project.mjs';

/**
 * drizzle-kit finds nothing to generate: the tables in src/db/tables and the migrations say the same. It
 * works on a copy of the migrations, in dist/ because drizzle-kit takes paths from the project's root.
 */
export const migrations = {
  name: 'migrations',
  says: 'drizzle-kit generates nothing new',
  async check(project) {
    if (!existsSync(project.path('drizzle.config.ts'))) return { problems: ['there is no drizzle.config.ts'] };
    await mkdir(project.path('dist'), { recursive: true });
    const copy = await mkdtemp(project.path('dist/.drizzle-gate-'));
    try {
      return await generate(project, copy.slice(project.root.length + 1));
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  },
};

async function generate(project, copy) {
  const out = `${copy}/migrations`;
  await cp(project.path('migrations'), project.path(out), { recursive: true });
  const config = project.path(copy, 'drizzle.config.ts');
  await writeFile(config, `import base from '../../drizzle.config.js';\nexport default { ...base, out: './${out}' };\n`);
  const before = await filesUnder(project, out);
  const made = await runTool(project, 'drizzle-kit/bin.cjs', ['generate', '--config', join(copy, 'drizzle.config.ts')],
    { timeoutMs: 120_000 });
  const after = (await filesUnder(project, out)).filter((file) => file.endsWith('.sql') && !before.includes(file));
  const problems = problemsOf(made, 'drizzle-kit generate');
  // It ends with code 0 when a question (was this renamed?) finds no terminal, so its last word is asked for too.
  if (problems.length === 0 && after.length === 0 && !/No schema changes/u.test(made.output)) {
    problems.push(...problemsOf({ code: 1, output: made.output }, 'drizzle-kit generate'));
  }
  for (const file of after) {
    problems.push('src/db/tables differs from the migrations; drizzle-kit would add:');
    problems.push(...(await readFile(project.path(file), 'utf8')).split('\n').filter(Boolean).map((line) => `  ${line}`));
  }
  const tables = await countTables(project);
  const seen = Number(/^(\d+) tables?$/mu.exec(made.output)?.[1] ?? 0);
  if (seen !== tables) problems.push(`src/db/tables declares ${tables} tables, drizzle-kit saw ${seen}`);
  return { problems, note: `drizzle-kit saw ${seen} tables and has nothing to add to the migrations` };
}

/** How many tables the code declares: a glob that finds none must not pass for 'nothing new'. */
async function countTables(project) {
  const files = await filesUnder(project, 'src/db/tables');
  const texts = await Promise.all(files.map((file) => readFile(project.path(file), 'utf8')));
  return texts.reduce((sum, text) => sum + (text.match(/=\s*pgTable\(/gu)?.length ?? 0), 0);
}
