import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditHead } from '../../../src/integrations/anchor/anchor.js';
import { anchorFile, fileAnchor, readAnchors } from '../../../src/integrations/anchor/anchor.js';
import { world, type World } from '../../support/world.js';
import { forge, found, makeCourses, memoryAnchor, seal, tamper } from './record.js';

/** A record of six sealed events, the heads after four and after six anchored, and two events that wait. */
let w: World;
let anchors: readonly AuditHead[];
beforeEach(async () => {
  w = await world();
  const anchor = memoryAnchor();
  await makeCourses(w, ['One', 'Two']);
  await seal(w, anchor);
  await makeCourses(w, ['Three']);
  await seal(w, anchor);
  await makeCourses(w, ['Four']);
  anchors = anchor.heads;
  expect(await found(w, anchors)).toEqual([]);
});
afterEach(async () => { await w.close(); });

/** Every column of an event, and something else to put there. */
const EDITS: Readonly<Record<string, string>> = {
  at: "at + interval '1 microsecond'", action: "'courseVersionPublish'", actor_id: 'null', acting_organisation_id: 'null', roles: "'{AUTHOR,AUDITOR}'",
  subject_type: "'collection'", subject_id: 'gen_random_uuid()', organisation_id: 'null', before: `'{"title": "Another"}'`, after: 'null',
  reason: "''", request_id: "request_id || ' '",
};

describe('an altered record is found out', () => {
  test('an edit of any field of a sealed event', async () => {
    await w.owner`create table kept as select * from audit_event`;
    for (const [column, value] of Object.entries(EDITS)) {
      await tamper(w, (sql) => sql.unsafe(`update audit_event set ${column} = ${value} where id = (select event_id from audit_seal where sequence = 2)`));
      expect(await found(w), column).toEqual(['EVENT_EDITED 2']);
      await tamper(w, (sql) => sql.unsafe(`update audit_event e set ${column} = k.${column} from kept k where k.id = e.id`));
      expect(await found(w), column).toEqual([]);
    }
  });

  test('a deleted event', async () => {
    await tamper(w, (sql) => sql`delete from audit_event where id = (select event_id from audit_seal where sequence = 4)`);
    expect(await found(w)).toEqual(['EVENT_DELETED 4']);
  });

  test('a deleted event together with its seal', async () => {
    await tamper(w, async (sql) => {
      await sql`delete from audit_event where id = (select event_id from audit_seal where sequence = 4)`;
      await sql`delete from audit_seal where sequence = 4`;
    });
    expect(await found(w)).toEqual(['CHAIN_BROKEN 5']);
  });

  test('two seals that changed places', async () => {
    await tamper(w, async (sql) => {
      await sql`update audit_seal set sequence = -sequence where sequence in (2, 3)`;
      await sql`update audit_seal set sequence = case sequence when -2 then 3 else 2 end where sequence < 0`;
    });
    expect(new Set(await found(w))).toEqual(new Set(['CHAIN_BROKEN 2', 'CHAIN_BROKEN 3', 'CHAIN_BROKEN 4']));
  });

  test('two events that changed places under their seals', async () => {
    await tamper(w, async (sql) => {
      const [one, two] = await sql<{ event_id: string }[]>`select event_id from audit_seal where sequence in (2, 3) order by sequence`;
      await sql`update audit_seal set event_id = gen_random_uuid() where sequence = 2`;
      await sql`update audit_seal set event_id = ${one?.event_id ?? null} where sequence = 3`;
      await sql`update audit_seal set event_id = ${two?.event_id ?? null} where sequence = 2`;
    });
    expect(await found(w)).toEqual(['EVENT_EDITED 2', 'EVENT_EDITED 3']);
  });

  test('an event added to the middle of the record, hidden from the sealer', async () => {
    await tamper(w, (sql) => sql`insert into audit_event (id, at, action, roles, subject_type, subject_id, request_id)
      values (gen_random_uuid(), now(), 'reviewDecide', '{}', 'course_version', gen_random_uuid(), 'planted')`);
    expect(await found(w)).toEqual(['EVENT_NEVER_SEALED']);
  });

  test('an event that was taken off the list of the sealer', async () => {
    await tamper(w, (sql) => sql`delete from audit_unsealed`);
    expect(await found(w)).toEqual(['EVENT_NEVER_SEALED']);
  });
});

describe('what the anchors outside the database are for', () => {
  const cutTail = (): Promise<void> => tamper(w, async (sql) => {
    await sql`delete from audit_event where id in (select event_id from audit_seal where sequence > 4)`;
    await sql`delete from audit_seal where sequence > 4`;
  });

  test('a tail that was cut off', async () => {
    await cutTail();
    expect(await found(w)).toEqual([]);
    expect(await found(w, anchors)).toEqual(['CHAIN_CUT 6']);
  });

  test('a tail that was cut off and has grown again past its old end', async () => {
    await cutTail();
    await makeCourses(w, ['Five']);
    expect(await seal(w)).toBe(4);
    expect(await found(w, anchors)).toEqual(['CHAIN_BROKEN 6']);
  });

  test('a tail that was cut off, has grown again to the same length, and was anchored again', async () => {
    await cutTail();
    const later = memoryAnchor();
    expect(await seal(w, later)).toBe(2);
    expect(later.heads).toMatchObject([{ sequence: 6n }]);
    expect(await found(w, [...anchors, ...later.heads])).toEqual(['CHAIN_BROKEN 6']);
  });

  test('an edit with all hashes computed anew', async () => {
    await tamper(w, async (sql) => {
      await sql`update audit_event set reason = 'another' where id = (select event_id from audit_seal where sequence = 2)`;
      await forge(sql, 2);
    });
    expect(await found(w)).toEqual([]);
    expect(await found(w, anchors)).toEqual(['CHAIN_BROKEN 4', 'CHAIN_BROKEN 6']);
  });

  test('the file of anchors is read back as written; a last line cut short is left out', async () => {
    const folder = mkdtempSync(`${tmpdir()}/karmayogi-anchors-`);
    try {
      const file = anchorFile(folder);
      expect(await readAnchors(file)).toEqual([]);
      const port = fileAnchor(file);
      for (const head of anchors) await port.anchor(head);
      expect(await readAnchors(file)).toEqual(anchors);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
