import { Kind, parse } from 'graphql';
import type { PendingQuery, Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import type { Database, Statements } from '../../../src/db/client.js';
import type { Plan } from '../../../src/db/reader/plan.js';
import { answerOf } from '../../../src/db/reader/send.js';
import { personOf } from '../reader/toy.js';
import { EXAMPLES } from '../../../src/transport/explorer/examples.js';
import type { Example } from '../../../src/transport/explorer/examples/example.js';
import { beside, type Beside } from '../../support/beside.js';
import { world, type World } from '../../support/world.js';

/**
 * A person's read is one statement. Whatever such a statement answers here is asked a second time in the plain way: BEGIN READ ONLY, the
 * settings for row-level security, the data, COMMIT.
 */
const SCOPED = /^select case when s\.told <> '' then \((.*)\) end as data from \(select set_config\('transaction_read_only', 'on', true\) \|\| set_config\('app\.scope', \$(\d+)/s;

interface Compared {
  statements: number;
  readonly plans: Set<string>;
  readonly differences: string[];
}

type Rows = readonly { readonly data: string | null }[];

function comparing(compared: Compared): (db: Database) => Database {
  return (db) => {
    const compare = async (text: string, params: readonly string[], query: PromiseLike<Rows[number][]>): Promise<Rows> => {
      const rows = await query;
      const [, inner, first] = SCOPED.exec(text) ?? [];
      if (inner === undefined) return rows;
      const used = Number(first) - 1;
      const plain = await inThree(db.sql, inner, params.slice(0, used), params.slice(used, used + 3));
      compared.statements += 1;
      compared.plans.add(inner);
      if (rows.length === 1 && rows[0]?.data !== plain[0]?.data) compared.differences.push(`${inner}\n${rows[0]?.data ?? ''}\n${plain[0]?.data ?? ''}`);
      return rows;
    };
    const lane = (reads: Statements): Statements => {
      const unsafe = (text: string, given: string[], options: object): Promise<Rows> & { parameters?: string[] } => {
        const query: PendingQuery<Rows[number][]> & { parameters?: string[] } = reads.unsafe<Rows[number][]>(text, given, options);
        // The parameters of compiled reads are laid on the query after it was made (send.ts).
        const asked: Promise<Rows> & { parameters?: string[] } = Promise.resolve().then(() => {
          if (asked.parameters === undefined) return query;
          query.parameters = [...asked.parameters];
          return compare(text, asked.parameters, query);
        });
        return asked;
      };
      return { unsafe } as unknown as Statements;
    };
    return { ...db, reads: lane(db.reads), longReads: lane(db.longReads) };
  };
}

async function inThree(sql: Sql, text: string, params: readonly string[], [scope = '', user = '', organisation = '']: readonly string[]): Promise<Rows> {
  const answer = await sql.begin('read only', async (tx) => {
    await tx`select set_config('app.scope', ${scope}, true), set_config('app.user_id', ${user}, true), set_config('app.organisation_id', ${organisation}, true)`;
    return { rows: await tx.unsafe<Rows[number][]>(text, [...params]) };
  });
  return (answer as { rows: Rows }).rows;
}

type Fill = (example: Example, ask: (query: string) => Promise<unknown>) => Promise<{ variables: Record<string, unknown>; missing: string | null }>;

describe.each(['auto', 'force_generic_plan'])('the examples of all roles, with plan_cache_mode %s', (mode) => {
  let w: World;
  let other: Beside;
  const compared: Compared = { statements: 0, plans: new Set(), differences: [] };
  beforeAll(async () => {
    w = await world({ demonstration: true });
    await w.owner.unsafe(`do $$ begin execute format('alter database %I set plan_cache_mode = ${mode}', current_database()); end $$`);
    other = await beside(w, { through: comparing(compared), pool: 2 });
  });
  afterAll(async () => {
    await other.close();
    await w.close();
  });

  test('are answered by one statement as by four', async () => {
    const { fillVariables } = await import(new URL('../../../src/transport/explorer/page/fill.js', import.meta.url).href) as { fillVariables: Fill };
    const people = [...new Set(EXAMPLES.flatMap(({ person }) => person === null ? [] : [person]))];
    for (const { person, examples } of EXAMPLES) {
      for (const example of examples) {
        const ask = async (query: string): Promise<unknown> => (await other.ask(w.headers(person), query)).data;
        const { variables } = await fillVariables(example, ask);
        const operations = parse(example.query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
        if (operations.length !== 1) continue;
        // Often enough for PostgreSQL to go over from plans of their own to the general one.
        const isQuery = operations[0]?.operation === 'query';
        for (let n = 0; n < (isQuery ? 8 : 1); n += 1) await other.ask(w.headers(person), example.query, variables);
        if (isQuery) await Promise.all(people.slice(0, 6).map((who) => other.ask(w.headers(who), example.query, variables)));
      }
    }
    expect(compared.differences).toEqual([]);
    expect(compared.plans.size).toBeGreaterThan(60);
    expect(compared.statements).toBeGreaterThan(500);
  }, 240_000);
});

describe('a person\'s statement', () => {
  let w: World;
  let other: Beside;
  beforeAll(async () => {
    w = await world();
    other = await beside(w, { pool: 1 });
    await w.owner.unsafe(`
      create table paper (id integer not null, organisation_id uuid not null) partition by list (organisation_id);
      create table paper_of_one partition of paper for values in ('${ONE}');
      create table paper_of_two partition of paper for values in ('${TWO}');
      create table paper_of_others partition of paper default;
      insert into paper select n, (array['${ONE}', '${TWO}', gen_random_uuid()]::uuid[])[1 + n % 3] from generate_series(1, 3000) n;
      alter table paper enable row level security;
      alter table paper force row level security;
      create policy own on paper using (organisation_id = (select app_organisation_id()));
      create table note_of_reading (id integer);
      create function writes_a_note() returns integer language plpgsql security definer as $$ begin insert into note_of_reading values (1); return 1; end $$;
      grant select on paper to marketplace_app;
      grant execute on function writes_a_note() to marketplace_app`);
  });
  afterAll(async () => {
    await other.close();
    await w.close();
  });

  const plan = (sql: string, tenant = true): Plan => ({ text: `select (${sql})::text as data`, params: () => [], tenant, runs: 1 } as unknown as Plan);
  const ctx = (organisationId: string | null): Ctx => ({
    actor: organisationId === null ? { kind: 'visitor' } : personOf(organisationId, 'PROVIDER', ['AUTHOR']), db: other.db, now: () => new Date(),
  } as unknown as Ctx);
  const settings = async (): Promise<unknown> => (await other.db.reads.unsafe(`select current_setting('app.scope', true) as scope, current_setting('app.user_id', true) as person,
    current_setting('app.organisation_id', true) as organisation, current_setting('transaction_read_only') as frozen`))[0];

  test('sees the settings also where a partitioned table is pruned by them', async () => {
    const papers = plan('select count(*) from paper p');
    for (let n = 0; n < 8; n += 1) {
      for (const organisation of [ONE, TWO]) expect(await answerOf(ctx(organisation), papers, [])).toBe('1000');
      expect(await answerOf(ctx(null), papers, [])).toBe('0');
    }
  });

  test('leaves nothing of its scope on its connection, neither where it answers nor where it fails', async () => {
    const unset = { frozen: 'off' };
    expect(await settings()).toMatchObject(unset);
    await answerOf(ctx(ONE), plan('select count(*) from paper p'), []);
    expect(await settings()).toEqual({ scope: '', person: '', organisation: '', frozen: 'off' });
    await expect(answerOf(ctx(ONE), plan('select 1 / (count(*) - 1000) from paper p'), [])).rejects.toThrow('The read failed.');
    expect(await settings()).toEqual({ scope: '', person: '', organisation: '', frozen: 'off' });
    expect(await answerOf(ctx(null), plan('select count(*) from paper p'), [])).toBe('0');
  });

  test('is answered by its own scope, however many wait for the one connection', async () => {
    const whose = plan('select json_build_array(app_scope(), app_organisation_id(), count(*), min(p.organisation_id::text), max(p.organisation_id::text)) from paper p');
    const asked = Array.from({ length: 120 }, (_, n) => [ONE, TWO, null][n % 3] ?? null);
    const answers = await Promise.all(asked.map((organisation) => answerOf(ctx(organisation), whose, [])));
    expect(answers.map((text) => JSON.parse(text ?? 'null') as unknown)).toEqual(asked.map((organisation) => organisation === null
      ? ['visitor', null, 0, null, null] : ['organisation', organisation, 1000, organisation, organisation]));
  });

  test('cannot write, whatever it calls', async () => {
    await expect(answerOf(ctx(ONE), plan('select writes_a_note()'), [])).rejects.toMatchObject({ cause: { code: '25006' } });
    expect(await w.owner`select * from note_of_reading`).toHaveLength(0);
  });

  test('asks for the settings first, and for the data in a branch that is taken after', async () => {
    const text: string[] = [];
    await answerOf({ ...ctx(ONE), db: { ...other.db, reads: { unsafe: (asked: string) => { text.push(asked); return Promise.resolve([{ data: null }]); } } } as unknown as Database }, plan('select count(*) from paper p'), []);
    const lines = await other.db.sql.unsafe(`explain (costs off) ${(text[0] ?? '').replace('$1', `'organisation'`).replace('$2', `'${ONE}'`).replace('$3', `'${ONE}'`).replace('$4', `''`)}`);
    const explained = lines.map((line) => String(line['QUERY PLAN'])).join('\n');
    expect(explained).toContain('InitPlan');
    expect(explained).toContain('Subquery Scan on s');
    expect(explained).not.toContain('Gather');
  });
});

const ONE = '018f0000-0000-7000-8000-0000000000a1';
const TWO = '018f0000-0000-7000-8000-0000000000a2';
