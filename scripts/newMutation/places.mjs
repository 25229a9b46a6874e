import { dirname, relative } from 'node:path/posix';
import { policy, types } from './templates.mjs';

/** Adds a mutation's input and payload to the schema file of its context, or begins the file. */
export function addTypes(text, names, tree) {
  let result = `${text === null ? '' : `${text.trimEnd()}\n\n`}${types(names)}`;
  for (const name of ['Field', 'ID', 'InputType', 'ObjectType']) result = withImport(result, name, 'type-graphql');
  for (const { file, name } of [tree.objectType, tree.userError]) {
    if (file !== tree.schemaFile) result = withImport(result, name, pathTo(tree.schemaFile, file));
  }
  return spaced(result);
}

/** Adds the mutation's line to the resolver class of its context, or begins the class. */
export function addResolver(text, names, tree) {
  const { mutation, inputType, payloadType, context, resolverClass } = names;
  let result = text ?? `/** The mutations of ${context}: each one call. */\n@Resolver()\nexport class ${resolverClass} {\n}\n`;
  for (const name of ['Arg', 'Mutation', 'Resolver']) result = withImport(result, name, 'type-graphql');
  result = named(result, 'Ctx', 'type-graphql') === null ? withImport(result, 'Ctx', 'type-graphql', 'Context') : result;
  const contextPath = pathTo(tree.resolverFile, 'src/context.ts');
  result = named(result, 'Ctx', contextPath) === null ? withImport(result, 'Ctx', contextPath, undefined, true) : result;
  const decorator = named(result, 'Ctx', 'type-graphql');
  const ctx = named(result, 'Ctx', contextPath);
  result = withImport(result, mutation, pathTo(tree.resolverFile, `src/domain/${context}/${mutation}.ts`));
  for (const name of [inputType, payloadType]) result = withImport(result, name, pathTo(tree.resolverFile, tree.schemaFile));
  result = withImport(result, 'answer', pathTo(tree.resolverFile, 'src/resolvers/answer.ts'));
  const method = `
  @Mutation(() => ${payloadType}, { description: 'What it does to the ${names.objectWords}, in one sentence.' })
  ${mutation}(@Arg('input', () => ${inputType}) input: ${inputType}, @${decorator}() ctx: ${ctx}) {
    return answer(ctx, () => ${mutation}(ctx, input));
  }
`;
  return spaced(insertedInClass(result, method));
}

/** Adds the question of who may to the context's policy file, or begins the file. */
export function addPolicy(text, names, tree) {
  let result = `${text === null ? '' : `${text.trimEnd()}\n\n`}${policy(names)}`;
  const actor = pathTo(tree.policyFile, 'src/domain/identity/actor.ts');
  result = withImport(result, 'holds', actor);
  return spaced(withImport(result, 'Actor', actor, undefined, true));
}

function pathTo(from, to) {
  const path = relative(dirname(from), to).replace(/\.ts$/u, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

const importOf = (from, isType) => new RegExp(
  `^import ${isType ? 'type ' : '(?!type )'}\\{([^}]*)\\} from '${from.replaceAll('.', '\\.')}';$`, 'mu');

/** What a name imported from a file is called here; null where it is not imported. */
function named(text, name, from) {
  for (const isType of [false, true]) {
    const found = importOf(from, isType).exec(text);
    const item = new RegExp(`(?:^|[\\s,])${name}(?: as (\\w+))?\\s*(?:,|$)`, 'u').exec(found?.[1] ?? '');
    if (item !== null) return item[1] ?? name;
  }
  return null;
}

/** The text with a name imported, into an import from that file that is there, else into one of its own. */
function withImport(text, name, from, alias, isType = false) {
  if (named(text, name, from) !== null) return text;
  const item = alias === undefined ? name : `${name} as ${alias}`;
  const there = importOf(from, isType).exec(text) ?? (isType ? importOf(from, false).exec(text) : null);
  if (there !== null) {
    const inlined = isType && !there[0].startsWith('import type') ? `type ${item}` : item;
    const items = [...there[1].split(',').map((one) => one.trim()).filter(Boolean), inlined].sort(byName);
    const line = `import ${there[0].startsWith('import type') ? 'type ' : ''}{ ${items.join(', ')} } from '${from}';`;
    return text.replace(there[0], wrapped(line, items));
  }
  const line = `import ${isType ? 'type ' : ''}{ ${item} } from '${from}';\n`;
  const lines = text.split('\n');
  const after = lines.findLastIndex((one) => /^(?:import .*|\} )from '.*';$|^import '.*';$/u.test(one));
  return after === -1 ? `${line}${text}` : [...lines.slice(0, after + 1), line.trimEnd(), ...lines.slice(after + 1)].join('\n');
}

function byName(a, b) {
  return a.replace(/^type /u, '').localeCompare(b.replace(/^type /u, ''));
}

/** A long import is broken over lines. */
function wrapped(line, items) {
  if (line.length <= 120) return line;
  const rows = [''];
  for (const item of items) {
    if (`  ${rows.at(-1)} ${item},`.length > 120) rows.push('');
    rows.push(`${rows.pop()} ${item},`.trim());
  }
  return line.replace(/\{.*\}/u, () => `{\n${rows.map((row) => `  ${row}`).join('\n')}\n}`);
}

/** The text with a method before the end of its first resolver class. */
function insertedInClass(text, method) {
  const start = text.search(/^@Resolver\(\)/mu);
  const end = text.indexOf('\n}', start);
  if (start === -1 || end === -1) throw new Error('the resolver file has no @Resolver() class to add to');
  const body = text.slice(0, end);
  const first = body.trimEnd().endsWith('{');
  return `${body}${first ? method.trimEnd() : `\n${method.trimEnd()}`}${text.slice(end)}`;
}

/** One empty line between imports and the rest, one line end at the end. */
function spaced(text) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => /from '.*';$|^import '.*';$/u.test(line));
  const [head, rest] = [lines.slice(0, last + 1), lines.slice(last + 1)];
  while (rest[0]?.trim() === '') rest.shift();
  return `${[...head, '', ...rest].join('\n').trimEnd()}\n`;
}
