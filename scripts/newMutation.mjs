import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { namesOf } from './newMutation/names.mjs';
import { addPolicy, addResolver, addTypes } from './newMutation/places.mjs';
import { survey } from './newMutation/survey.mjs';
import { apiTest, useCase } from './newMutation/templates.mjs';

/**
 * `npm run new:mutation -- reviews reviewDecide [courseVersion]`: the files of a mutation by our pattern. The
 * third word is the object it changes and returns; without it the object is read off the mutation's name, or is
 * the context's main one. Refuses to write over anything.
 */
async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { root: { type: 'string', default: resolve(import.meta.dirname, '..') } },
  });
  const root = resolve(values.root);
  const names = namesOf(positionals);
  const tree = await survey(root, names);
  const files = new Map([
    [`src/domain/${names.context}/${names.mutation}.ts`, useCase(names, tree)],
    [`test/api/${names.context}/${names.mutation}.test.ts`, apiTest(names)],
  ]);
  for (const file of files.keys()) {
    if (existsSync(join(root, file))) throw new Error(`${file} is there already`);
  }
  const edit = (place) => readFile(join(root, place), 'utf8').catch(() => null);
  files.set(tree.schemaFile, addTypes(await edit(tree.schemaFile), names, tree));
  files.set(tree.resolverFile, addResolver(await edit(tree.resolverFile), names, tree));
  files.set(tree.policyFile, addPolicy(await edit(tree.policyFile), names, tree));
  for (const [file, text] of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  tell(files, names, tree);
}

function tell(files, names, tree) {
  for (const [file, text] of files) {
    const lines = text.trimEnd().split('\n').length;
    console.log(`${file}${lines > 250 ? `  (${lines} lines now: make it a folder of the same name)` : ''}`);
  }
  console.log(`\nNow: say in ${tree.policyFile} who may, in the use case what changes, in the test what must hold;`);
  console.log('then npm run schema:print -- --write, npm test, npm run check.');
  if (tree.isNewResolver) {
    console.log(`${tree.resolverFile} is new: add ${names.resolverClass} to the resolvers in src/schema/build.ts.`);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
