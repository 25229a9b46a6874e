import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse, print } from 'graphql';
import { filesUnder, problemsOf, runTool } from './project.mjs';

const SCREENS = 'test/arch/relay';

/**
 * The Relay compiler accepts the contract: it compiles the screens of test/arch/relay (fragments, pagination,
 * refetching through `node`, a mutation) into a folder that is thrown away.
 */
export const relay = {
  name: 'relay',
  says: 'the Relay compiler compiles its screens',
  async check(project) {
    const screens = (await filesUnder(project, SCREENS)).filter((file) => file.endsWith('.graphql'));
    if (screens.length === 0) return { problems: [`${SCREENS} has no .graphql file to compile`] };
    if (!existsSync(project.path('schema.graphql'))) return { problems: ['there is no schema.graphql'] };
    const folder = await mkdtemp(join(tmpdir(), 'relay-gate-'));
    try {
      return await compile(project, screens, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function compile(project, screens, folder) {
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'made'));
  await copyFile(project.path('schema.graphql'), join(folder, 'schema.graphql'));
  for (const screen of screens) {
    const name = basename(screen, '.graphql');
    await writeFile(join(folder, 'src', `${name}.js`), moduleOf(await readFile(project.path(screen), 'utf8')));
  }
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify({
    src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './made', eagerEsModules: true,
  }));
  const compiled = await runTool(project, 'relay-compiler/cli.js',
    ['relay.config.json', '--noWatchman', '--output', 'quiet-with-errors'], { cwd: folder, timeoutMs: 60_000 });
  const problems = problemsOf(compiled, 'relay-compiler').map((line) => line.replaceAll(`${folder}/`, ''));
  const made = await filesUnder({ root: folder, path: (...parts) => join(folder, ...parts) }, 'made');
  if (problems.length === 0 && made.length === 0) problems.push('the Relay compiler made nothing');
  return { problems, note: `the Relay compiler made ${made.length} artifacts of ${screens.length} screens` };
}

/** Relay reads its documents out of tagged templates, one definition each. */
function moduleOf(text) {
  return parse(text).definitions.map((definition, index) => (
    `export const document${index} = graphql\`\n${print(definition)}\n\`;\n`
  )).join('\n');
}
