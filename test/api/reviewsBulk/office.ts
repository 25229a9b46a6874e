import { drizzle } from 'drizzle-orm/postgres-js';
import type { TransactionSql } from 'postgres';
import type { Ctx } from '../../../src/context.js';
import type { Database } from '../../../src/db/client.js';
import type { Specialism } from '../../../src/domain/identity/roles.js';
import { newId, publicId, uuidOf } from '../../../src/lib/ids.js';
import { given, type GivenReview } from '../../support/given.js';
import type { Who, World } from '../../support/world.js';

export interface UserErrors {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** A row of a bulk answer. */
export interface Result {
  readonly index: number;
  readonly reviewStageId: string;
  readonly reviewAssignmentId: string;
  readonly reviewAssignment: { readonly id: string; readonly state: string; readonly curator: { readonly name: string } } | null;
  readonly userErrors: readonly UserErrors[];
}

export interface Payload {
  readonly results: readonly Result[];
  readonly userErrors: readonly UserErrors[];
}

/** Runs a bulk mutation about assignments over HTTP. */
export async function bulk(w: World, who: Who, name: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const named = name === 'reviewAssignmentsRelease' ? 'reviewAssignmentId' : 'reviewStageId';
  const document = `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    results { index ${named} reviewAssignment { id state curator { name } } userErrors { code message path } }
    userErrors { code message path } } }`;
  const data = await w.data<Record<string, Payload>>(who, document, { input });
  const payload = data[name];
  if (payload === undefined) throw new Error(`${name} answered nothing`);
  return payload;
}

/** What became of each row: `done`, or code and path of what it was refused for. */
export function outcomes({ results }: Payload): string[] {
  return results.map(({ reviewAssignment, userErrors }) =>
    (userErrors.length === 0 && reviewAssignment !== null ? 'done' : userErrors.map(({ code, path }) => [code, ...path].join(' ')).join()));
}

/** So many versions in review, their first stage (COMPLIANCE) active and nobody on it. */
export async function queueOf(w: World, length: number): Promise<GivenReview[]> {
  const made: GivenReview[] = [];
  for (let i = 0; i < length; i += 1) made.push(await given.courseInReview(w));
  return made;
}

/** Makes somebody new a curator with some specialisms; gives his key and public id. */
export async function enlist(w: World, name: string, specialisms: readonly Specialism[], role = 'CURATOR'): Promise<{ who: string; id: string }> {
  const who = `new:${name}`;
  const userId = await w.userId(who);
  await w.owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
    select ${newId()}, ${userId}, o.id, o.kind, ${`{${role}}`}::role[], ${`{${specialisms.join()}}`}::specialism[], 'ACTIVE', now()
    from organisation o where o.kind = 'PLATFORM'`;
  return { who, id: publicId('user', userId) };
}

/** The public id of a person. */
export async function idOf(w: World, who: string): Promise<string> {
  return publicId('user', await w.userId(who));
}

/** Live assignments of stages, by stage. */
export async function liveOn(w: World, stageIds: readonly string[]): Promise<Map<string, number>> {
  const ids = stageIds.map((id) => uuidOf('review_stage', id) ?? '');
  const rows = await w.owner<{ id: string; n: number }[]>`select s.id, count(a.id)::int as n from review_stage s
    left join review_assignment a on a.stage_id = s.id and a.state <> 'RELEASED' where s.id = any(${ids}::uuid[]) group by s.id`;
  return new Map(rows.map(({ id, n }) => [publicId('review_stage', id), n]));
}

/** A context whose statements in transactions are counted. */
export function counted(ctx: Ctx): { ctx: Ctx; statements: () => number } {
  let sent = 0;
  const counting = (sql: TransactionSql): TransactionSql => new Proxy(sql, {
    get: (target, name): unknown => {
      if (name !== 'unsafe') return Reflect.get(target, name);
      return (...args: Parameters<TransactionSql['unsafe']>): unknown => {
        sent += 1;
        return target.unsafe(...args);
      };
    },
  });
  const begin = (work: (sql: TransactionSql) => Promise<unknown>): Promise<unknown> => ctx.db.sql.begin((sql) => work(counting(sql)));
  const client = new Proxy(ctx.db.sql, { get: (target, name): unknown => (name === 'begin' ? begin : Reflect.get(target, name)) });
  const db: Database = { ...ctx.db, orm: drizzle(client) };
  return { ctx: { ...ctx, db }, statements: () => sent };
}

/** Payloads of the jobs of a task that are waiting, the earliest first. */
export async function jobs(w: World, task: string): Promise<Record<string, unknown>[]> {
  const rows = await w.owner<{ payload: Record<string, unknown> }[]>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`;
  return rows.map(({ payload }) => payload);
}

/** Mail of a template, the earliest first. */
export async function mails(w: World, template: string): Promise<{ recipient: string; subject: string; body: string }[]> {
  return w.owner<{ recipient: string; subject: string; body: string }[]>`
    select recipient, subject, body from mail_message where template = ${template} order by created_at, id`;
}
