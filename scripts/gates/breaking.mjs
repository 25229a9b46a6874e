import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buildSchema, getNamedType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { run } from './project.mjs';

const DAY = 86_400_000;
const NOTICE_DAYS = 89;

/**
 * No client is broken without notice: against the contract of the last commit, and of the one before it
 * (in a clean clone the last commit is what is being checked). What goes must have been deprecated there with
 * a removal date (YYYY-MM-DD in the reason) that has passed; a new deprecation names one three months off.
 */
export const breaking = {
  name: 'breaking',
  says: 'no breaking change that was not deprecated first',
  async check(project) {
    if (!existsSync(project.path('schema.graphql'))) return { problems: ['there is no schema.graphql'] };
    const now = buildSchema(await readFile(project.path('schema.graphql'), 'utf8'));
    const problems = new Set();
    const compared = [];
    for (const commit of ['HEAD', 'HEAD~1']) {
      const shown = await run('git', ['show', `${commit}:./schema.graphql`], { cwd: project.root });
      if (shown.code !== 0) continue;
      compared.push(commit);
      for (const problem of await changes(buildSchema(shown.stdout), now)) problems.add(problem);
    }
    const note = compared.length === 0
      ? 'no commit has a schema.graphql yet: nothing to compare with'
      : `no breaking change since ${compared.join(' and ')}`;
    return { problems: [...problems], note };
  },
};

async function changes(before, now) {
  const { diff } = await import('@graphql-inspector/core');
  const problems = [];
  for (const change of await diff(before, now)) {
    if (change.criticality.level === 'BREAKING' && !wasAnnounced(before, change.path ?? '', now)) {
      problems.push(`${change.message} (breaking, and not deprecated with a removal date that has passed)`);
    }
    const reason = newReason(change);
    if (reason !== null && !givesNotice(reason)) {
      problems.push(`${change.path}: the deprecation '${reason}' names no removal date (YYYY-MM-DD) three months off`);
    }
  }
  return problems;
}

/** The date in a reason, as milliseconds; null where there is none. */
function removalDate(reason) {
  const found = /\b(\d{4}-\d{2}-\d{2})\b/u.exec(reason ?? '');
  const time = found === null ? Number.NaN : Date.parse(`${found[1]}T00:00:00Z`);
  return Number.isNaN(time) ? null : time;
}

function expired(reason) {
  const date = removalDate(reason);
  return date !== null && date <= Date.now();
}

function givesNotice(reason) {
  const date = removalDate(reason);
  return date !== null && date - Date.now() >= NOTICE_DAYS * DAY;
}

function newReason(change) {
  if (change.type === 'FIELD_DEPRECATION_REASON_ADDED') return change.meta?.addedDeprecationReason ?? '';
  if (change.type === 'FIELD_DEPRECATION_ADDED') return change.meta?.deprecationReason ?? '';
  if (change.type === 'ENUM_VALUE_DEPRECATION_REASON_ADDED') return change.meta?.addedValueDeprecationReason ?? '';
  return null;
}

/** Whether what a path names (`Type.field.argument`), or what holds it, had its time and is past it. */
function wasAnnounced(before, path, now) {
  const [typeName, member, argument] = path.split('.');
  const type = before.getType(typeName);
  if (type === undefined) return false;
  if (member === undefined) return now.getType(typeName) === undefined && isUnused(before, typeName, new Set());
  if ('getValue' in type) return expired(type.getValue(member)?.deprecationReason);
  const field = 'getFields' in type ? type.getFields()[member] : undefined;
  if (field === undefined) return false;
  const argumentReason = field.args?.find((one) => one.name === argument)?.deprecationReason;
  return expired(field.deprecationReason) || expired(argumentReason);
}

/** A type may go when every field and argument that led to it was past its date, or went with such a type. */
function isUnused(before, typeName, asked) {
  asked.add(typeName);
  const holders = Object.values(before.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type) || isInputObjectType(type));
  return holders.every((holder) => Object.values(holder.getFields()).every((field) => {
    const leads = [field, ...(field.args ?? [])].filter((one) => getNamedType(one.type).name === typeName);
    if (leads.length === 0 || expired(field.deprecationReason)) return true;
    if (leads.every((one) => expired(one.deprecationReason))) return true;
    return asked.has(holder.name) || isRoot(before, holder) === false && isUnused(before, holder.name, asked);
  }));
}

function isRoot(schema, type) {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}
