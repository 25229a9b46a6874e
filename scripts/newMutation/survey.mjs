import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where in this tree a mutation's parts go, and where the things it uses are; says what is missing. */
export async function survey(root, names) {
  const { context, mutation } = names;
  if (!existsSync(join(root, 'src/domain', context))) {
    const contexts = (await readdir(join(root, 'src/domain'), { withFileTypes: true })).filter((one) => one.isDirectory());
    throw new Error(`there is no context '${context}': ${contexts.map((one) => one.name).join(', ')}`);
  }
  const policyFile = `src/domain/${context}/policy.ts`;
  const tables = await sources(root, 'src/db/tables');
  const schemas = await sources(root, 'src/schema');
  const resolvers = await sources(root, 'src/resolvers');
  const resolverFile = findClass(resolvers, context)?.file ?? placeOf(resolvers, 'src/resolvers', context, mutation);
  return {
    policyFile: isOnlyFolder(root, policyFile) ? `src/domain/${context}/policy/${mutation}.ts` : policyFile,
    schemaFile: placeOf(schemas, 'src/schema', context, mutation),
    resolverFile,
    isNewResolver: !existsSync(join(root, resolverFile)),
    table: find(tables, new RegExp(`export const (\\w+) = pgTable\\(\\s*'${names.table}'`, 'u'), `the table ${names.table}`),
    objectType: find(schemas, new RegExp(`export (?:abstract )?class (${names.objectType})\\b`, 'u'), `the type ${names.objectType}`),
    userError: find(schemas, /export class (UserError)\b/u, 'the type UserError'),
  };
}

/** Whether a file has become a folder of the same name and is itself gone. */
function isOnlyFolder(root, file) {
  return !existsSync(join(root, file)) && existsSync(join(root, file.replace(/\.ts$/u, '')));
}

async function sources(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })));
}

function find(files, pattern, what) {
  for (const { file, text } of files) {
    const found = pattern.exec(text);
    if (found !== null) return { file, name: found[1] };
  }
  throw new Error(`${what} is nowhere: make it first, or name another object as the third word`);
}

/** The resolver file of a context that has mutations already; the shortest one where there are several. */
function findClass(resolvers, context) {
  return resolvers
    .filter(({ file, text }) => (file === `src/resolvers/${context}.ts` || file.startsWith(`src/resolvers/${context}/`))
      && /^@Resolver\(\)/mu.test(text) && text.includes('@Mutation('))
    .sort((a, b) => a.text.length - b.text.length)[0];
}

/** `<folder>/<context>.ts`; where the context has become a folder, a file of the mutation's own in it. */
function placeOf(files, folder, context, mutation) {
  const isFolder = files.some(({ file }) => file.startsWith(`${folder}/${context}/`));
  return isFolder ? `${folder}/${context}/${mutation}.ts` : `${folder}/${context}.ts`;
}
