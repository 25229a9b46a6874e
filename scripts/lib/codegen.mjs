import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, isAbstractType, parse, validate } from 'graphql';
import { filesUnder, GENERATED, problemsOf, runTool } from '../gates/project.mjs';

/** Documents of this name get the file `operations.generated.ts` beside them: their types, and themselves with those types. */
const DOCUMENTS = /(^|\/)operations\.graphql$/u;
/** Files in a folder of this name hold Relay's tagged documents; their artifacts go into `__generated__` beside them. */
const RELAY = /\/relay\/[^/]+\.ts$/u;

/** What each scalar of the contract is in a client: the JSON it travels as. A scalar that is missing here is an error. */
const SCALARS = JSON.parse(await readFile(new URL('scalars.json', import.meta.url), 'utf8'));

const HEAD = '// Written by `npm run codegen` from schema.graphql and the operations.graphql beside it; not by hand.\n';

/**
 * Everything that is generated for clients out of schema.graphql: texts by path, the same for the same input. Throws
 * for a document that the contract does not allow, with the reasons.
 */
export async function generateOperations(project) {
  const files = [...await filesUnder(project, 'src'), ...await filesUnder(project, 'test')];
  const contract = await readFile(project.path('schema.graphql'), 'utf8');
  const made = new Map();
  for (const file of files.filter((one) => DOCUMENTS.test(one))) {
    made.set(file.replace(/\.graphql$/u, '.generated.ts'), await typedOperations(project, contract, file));
  }
  const tagged = files.filter((one) => RELAY.test(one) && !GENERATED.test(one));
  for (const folder of new Set(tagged.map((file) => dirname(file)))) {
    const sources = tagged.filter((file) => dirname(file) === folder);
    for (const [file, text] of await relayArtifacts(project, folder, sources)) made.set(file, text);
  }
  return made;
}

/** The files there are that only `npm run codegen` may write. */
export async function generatedFiles(project) {
  const files = [...await filesUnder(project, 'src'), ...await filesUnder(project, 'test')];
  return files.filter((file) => GENERATED.test(file));
}

async function typedOperations(project, contract, file) {
  const document = parse(await readFile(project.path(file), 'utf8'));
  const wrong = validate(buildSchema(contract), document);
  if (wrong.length > 0) throw new Error(wrong.map(({ message, locations }) => `${file}:${locations?.[0]?.line ?? 0} ${message}`).join('\n'));
  const text = await codegen({
    filename: 'operations.generated.ts',
    schema: parse(contract),
    documents: [{ location: file, document }],
    config: { scalars: SCALARS, strictScalars: true, skipTypename: true, useTypeImports: true, dedupeFragments: true },
    plugins: [{ operations: {} }, { nodes: {} }, { abstracts: {} }],
    pluginMap: { operations: typescriptOperations, nodes: typedDocumentNode, abstracts: { plugin: possibleTypes } },
  });
  return `${HEAD}${text.trimEnd()}\n`;
}

/** Which types each interface and union may be: a client's cache needs it to know that a Provider is an Organisation. */
function possibleTypes(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type) && !type.name.startsWith('__'));
  const lines = abstract.map((type) => {
    const names = schema.getPossibleTypes(type).map(({ name }) => `'${name}'`).sort();
    return `  ${type.name}: [\n    ${names.join(',\n    ')},\n  ],\n`;
  });
  return `export const possibleTypes = {\n${lines.sort().join('')}};`;
}

/** Lets the Relay compiler work on a copy, so that a compiler that fails leaves the artifacts there are alone. */
async function relayArtifacts(project, folder, sources) {
  const copy = await mkdtemp(join(tmpdir(), 'relay-codegen-'));
  try {
    await mkdir(join(copy, 'src'));
    await mkdir(join(copy, 'made'));
    await copyFile(project.path('schema.graphql'), join(copy, 'schema.graphql'));
    for (const source of sources) await copyFile(project.path(source), join(copy, 'src', basename(source)));
    await writeFile(join(copy, 'relay.config.json'), JSON.stringify({
      src: './src', schema: './schema.graphql', language: 'typescript', artifactDirectory: './made', eagerEsModules: true,
      customScalarTypes: SCALARS,
    }));
    const compiled = await runTool(project, 'relay-compiler/cli.js',
      ['relay.config.json', '--noWatchman', '--output', 'quiet-with-errors'], { cwd: copy, timeoutMs: 60_000 });
    const problems = problemsOf(compiled, 'relay-compiler').map((line) => line.replaceAll(`${copy}/`, ''));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const made = await filesUnder({ root: copy, path: (...parts) => join(copy, ...parts) }, 'made');
    return Promise.all(made.map(async (file) => [
      `${folder}/__generated__/${basename(file)}`, await readFile(join(copy, file), 'utf8'),
    ]));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
