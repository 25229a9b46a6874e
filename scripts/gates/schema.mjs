import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, isBuilt } from '../lib/build.mjs';
import { alone } from '../lib/mutex.mjs';
import { problemsOf, run } from './project.mjs';

/** The contract printed from the code is the one that is committed. */
export const schema = {
  name: 'schema',
  says: 'schema.graphql is what the code prints',
  async check(project) {
    const unbuilt = await buildOnce(project.root);
    if (unbuilt !== null) return { problems: [unbuilt] };
    const printed = await run(process.execPath, ['dist/cli/printSchema.js'], { cwd: project.root, timeoutMs: 60_000 });
    if (printed.code !== 0) return { problems: problemsOf(printed, 'printing the schema') };
    const committed = await readFile(project.path('schema.graphql'), 'utf8').catch(() => null);
    if (committed === null) return { problems: [`there is no schema.graphql; ${REMEDY}`] };
    const difference = firstDifference(committed, printed.stdout);
    return { problems: difference === null ? [] : [`schema.graphql is not what the code prints: ${difference}`, REMEDY] };
  },
};

const REMEDY = 'write it with: npm run schema:print -- --write';

/** Builds as `npm start` does, unless the build is that of the sources; says what went wrong, or null. */
async function buildOnce(root) {
  try {
    await alone(join(root, 'dist', '.lock'), 'building', () => {
      if (!isBuilt(root)) build(root);
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function firstDifference(committed, printed) {
  if (committed === printed) return null;
  const [before, after] = [committed.split('\n'), printed.split('\n')];
  const at = before.findIndex((line, index) => line !== after[index]);
  const line = at === -1 ? before.length : at;
  return `line ${line + 1} has '${before[line] ?? ''}', the code prints '${after[line] ?? ''}'`;
}
