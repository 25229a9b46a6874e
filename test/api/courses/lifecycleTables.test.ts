import { readdirSync } from 'node:fs';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lifecycle } from '../../../src/lib/lifecycle.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

const DOMAIN = new URL('../../../src/domain/', import.meta.url);

let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = postgres(fresh.ownerUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await fresh.drop();
});

/** Every lifecycle of the program by the name that its guard has: COURSE_VERSION_LIFECYCLE is course_version. */
async function lifecycles(): Promise<Map<string, Lifecycle>> {
  const found = new Map<string, Lifecycle>();
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|[/\\])lifecycle\.ts$/.test(name));
  for (const path of files) {
    const file = new URL(path, DOMAIN);
    const module = await import(file.href) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      const machine = /^([A-Z_]+)_LIFECYCLE$/.exec(name)?.[1];
      if (machine !== undefined) found.set(machine.toLowerCase(), value as Lifecycle);
    }
  }
  return found;
}

describe('lifecycles', () => {
  it('are the same in the program and in the database, both ways', async () => {
    const inProgram = [...await lifecycles()].flatMap(([machine, lifecycle]) => Object.entries(lifecycle)
      .flatMap(([from, events]) => Object.values(events).map((to) => `${machine}: ${from} -> ${to}`)));
    const rows = await owner<{ move: string }[]>`
      select machine || ': ' || from_state || ' -> ' || to_state as move from guard.lifecycle_move`;
    expect(rows.map(({ move }) => move).sort()).toEqual([...new Set(inProgram)].sort());
    expect(rows.length).toBeGreaterThan(25);
  });

  it('reach every state from the first, and every target is a state', async () => {
    for (const [machine, lifecycle] of await lifecycles()) {
      const states = Object.keys(lifecycle);
      const reached = new Set(states.slice(0, 1));
      for (const state of reached) for (const next of Object.values(lifecycle[state] ?? {})) reached.add(next);
      expect([...reached].sort(), machine).toEqual([...states].sort());
    }
  });

  it('guard each table that has a state', async () => {
    const rows = await owner<{ name: string }[]>`
      select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'state' and t.table_type = 'BASE TABLE'
        and not exists (select 1 from pg_trigger g where g.tgrelid = ('public.' || c.table_name)::regclass and g.tgname = 'a_lifecycle')`;
    expect(rows).toEqual([]);
  });
});
