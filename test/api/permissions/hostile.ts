import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLField, type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { fingerprintOf } from '../../support/fingerprint.js';
import { another } from '../../support/given.js';
import type { Answer, World } from '../../support/world.js';
import { inputOf, mutationDocument } from './operations.js';
import { target } from './targets.js';
import { WRONG } from './wrongInputs.js';

const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  String: ['', ' ', 'a\u0000b', '\udfff', '\ufeff', '%', "'; drop table course; --", '\\', '💥'.repeat(20_000)],
  ID: ['\ud800', '__proto__', 'x'.repeat(30_000), "' or true --", 0, 1.5],
  Int: [0, -1, 1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e300, 1.5, '1'],
  Boolean: [null, 'true', 1],
  DateTime: ['', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '\u0000', 0],
  Date: ['', '0000-01-01', '9999-12-31', '1999-12-31', '2026-02-30', '2026-1-1', '\u0000', 0],
  Duration: ['', 'PT', 'PT-1H', 'P1Y', 'PT999999999999999H', 'PT0.1S', '\u0000'],
  BCP47: ['', 'x', 'en-\u0000', 'i-klingon', 'und', 'a'.repeat(36), '\ud800'],
  URL: ['', 'x', 'javascript:alert(1)', 'https://', 'https://a/\u0000', 'https://[::1', 'http://\ud800/', `https://a/${'x'.repeat(3000)}`],
  BigInt: ['', '-1', '0', '9223372036854775808', '1e400', 'x', 1.5, '\u0000'],
};

/** Every leaf of an input type: its path, and values to put there; lists and objects are given whole. */
export function leaves(type: GraphQLInputType, depth = 0): [path: string[], value: unknown][] {
  const bare = getNullableType(type);
  const absent: [string[], unknown][] = isNonNullType(type) && depth > 0 ? [[[], null]] : [];
  if (isListType(bare)) {
    const one = leaves(bare.ofType as GraphQLInputType, depth + 1).map(([path, value]): [string[], unknown] => [[], [nested(path, value)]]);
    return [...absent, [[], []], [[], Array.from({ length: 101 }, () => '')], ...one];
  }
  const named = getNamedType(bare);
  if (isInputObjectType(named)) {
    const inner = Object.values(named.getFields()).flatMap((field) =>
      leaves(field.type, depth + 1).map(([path, value]): [string[], unknown] => [[field.name, ...path], value]));
    return [...absent, [[], {}], [['__proto__'], 'x'], ...inner];
  }
  const values = isEnumType(named) ? ['', 'NONE', 0, '__proto__', ...named.getValues().map(({ name }) => name)] : HOSTILE[named.name];
  if (values === undefined) throw new Error(`there are no hostile values for ${named.name}`);
  return [...absent, ...values.map((value): [string[], unknown] => [[], value])];
}

export function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

/** What is wrong with an answer, whatever was asked; null where it is a refusal in order, or what was asked for. */
export function fault({ status, errors }: Answer): string | null {
  const codes = errors.map((error) => String(error.extensions?.['code']));
  if (status >= 500 || codes.includes('INTERNAL_SERVER_ERROR')) return `${status} ${codes.join()}`;
  const ours = new Set(['BAD_USER_INPUT', 'BAD_REQUEST', 'MAX_COST_EXCEEDED']);
  return codes.every((code) => ours.has(code)) ? null : `${status} ${codes.join()}`;
}

/** Who applies for an organisation is a member of it then, so it is somebody else each time. */
async function fresh(w: World, who: string): Promise<string> {
  const asker = who === 'asha' ? `new:founder-to-be-${another()}` : who;
  await w.ctx(asker);
  return asker;
}

/** The root fields of the contract. */
export const fieldsOf = (type: 'Query' | 'Mutation', from: GraphQLSchema): GraphQLField<unknown, unknown>[] =>
  Object.values((type === 'Query' ? from.getQueryType() : from.getMutationType())?.getFields() ?? {});

/** What is wrong with how a mutation takes hostile values, each in its place of an input that is otherwise in order. */
export async function faultsOfMutation(w: World, field: GraphQLField<unknown, unknown>): Promise<string[]> {
  const faults: string[] = [];
  const { as, target: name } = WRONG[field.name] ?? { as: 'auditor', target: 'nothing' };
  const argument = field.args[0];
  if (argument === undefined) throw new Error(`${field.name} has no input`);
  let asker = await fresh(w, as);
  let valid = await inputOf(w, field.name, await target(w, name));
  let before = await fingerprintOf(w);
  for (const [[key, ...path], value] of leaves(argument.type)) {
    const input = key === undefined ? value : { ...valid, [key]: nested(path, value) };
    const answer = await w.ask(asker, mutationDocument(field.name), { input });
    const said = `${field.name} ${[key, ...path].join('.')} ${JSON.stringify(value).slice(0, 60)}`;
    const wrong = fault(answer);
    if (wrong !== null) faults.push(`${said}: ${wrong}`);
    const after = await fingerprintOf(w);
    const refused = answer.errors.length > 0 || (answer.data?.[field.name] as { userErrors: unknown[] }).userErrors.length > 0;
    if (refused !== (after === before)) faults.push(`${said}: ${refused ? 'refused, and something was changed' : 'done, and nothing was changed'}`);
    if (after === before) continue;
    asker = await fresh(w, as);
    valid = await inputOf(w, field.name, await target(w, name));
    before = await fingerprintOf(w);
  }
  return faults;
}
