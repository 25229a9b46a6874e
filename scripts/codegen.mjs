// `npm run codegen`: writes the typed operations of clients from schema.graphql; `npm run check` fails when they drift.
// `--root <dir>` does it in another project than this.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openProject } from './gates/project.mjs';
import { generatedFiles, generateOperations } from './lib/codegen.mjs';

const { values } = parseArgs({ options: { root: { type: 'string', default: resolve(import.meta.dirname, '..') } } });
const project = await openProject(resolve(values.root));
const made = await generateOperations(project);
for (const file of await generatedFiles(project)) {
  if (made.has(file)) continue;
  await rm(project.path(file));
  console.log(`removed ${file}`);
}
for (const [file, text] of made) {
  const before = await readFile(project.path(file), 'utf8').catch(() => null);
  if (before === text) continue;
  await mkdir(dirname(project.path(file)), { recursive: true });
  await writeFile(project.path(file), text);
  console.log(`wrote ${file}`);
}
console.log(`${made.size} generated files are up to date.`);
