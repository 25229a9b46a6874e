import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

const termsOf = (...lexemes: string[]): postgres.JSONValue => ({
  groups: lexemes.map((lexeme) => ({ must: false, rarity: 1, alternatives: [{ lexeme, weight: 1 }] })), without: [], corrections: [],
});

async function hits(terms: postgres.JSONValue, most: number | null): Promise<string[]> {
  const rows = await w.owner<{ id: string }[]>`
    select h.course_id as id from search_hits(${w.owner.json(terms)}, ${most}) h order by h.score desc, h.course_id desc`;
  return rows.map(({ id }) => id);
}

async function having(query: string): Promise<string[]> {
  const rows = await w.owner<{ id: string }[]>`
    select e.course_id as id from catalogue_entry e join search_document d using (course_id) where e.listed and d.document @@ ${query}::tsquery`;
  return rows.map(({ id }) => id);
}

describe('the hits of a search', () => {
  it('are all courses that have the word, and the first of them the same however few are asked for', async () => {
    const frequent = await w.owner<{ lexeme: string }[]>`
      select l.lexeme from search_lexeme l where l.lexeme <> '' and l.courses >= 20 order by l.courses desc, l.lexeme limit 40`;
    expect(frequent.length).toBeGreaterThan(20);
    for (const { lexeme } of frequent) {
      const all = await hits(termsOf(lexeme), null);
      expect([...all].sort(), lexeme).toEqual((await having(`'${lexeme}'`)).sort());
      for (const most of [1, 20, 199, 201, 250]) expect(await hits(termsOf(lexeme), most), `${lexeme} ${most}`).toEqual(all.slice(0, most));
    }
  });

  it('have both of two words where 20 courses have both', async () => {
    const both = await having('\'govern\' & \'offici\'');
    const either = await having('\'govern\' | \'offici\'');
    const found = (await hits(termsOf('govern', 'offici'), null)).sort();
    expect(found).toEqual((both.length >= 20 ? both : either).sort());
  });

  it('are nobody\'s who is not listed', async () => {
    await w.owner`update catalogue_entry set listed = false`;
    expect(await hits(termsOf('offici'), null)).toEqual([]);
    expect(await hits(termsOf('offici', 'govern'), 20)).toEqual([]);
    await w.owner`update catalogue_entry set listed = true`;
  });
});

describe('32 courses of a provider at once', () => {
  it('are written anew side by side: nobody waits for another', async () => {
    const entries = await w.owner<{ id: string }[]>`select course_id as id from catalogue_entry order by course_id limit 32`;
    const owner = postgres(w.ownerUrl, { max: 32, prepare: false });
    const postings = async (): Promise<unknown> => w.owner`select course_id, lexeme, impact from search_posting order by course_id, lexeme`;
    try {
      const before = await postings();
      let written = 0;
      let allWritten: () => void = () => undefined;
      const together = new Promise<void>((resolve) => { allWritten = resolve; });
      await Promise.all(entries.map(({ id }) => owner.begin(async (sql) => {
        await sql`create temp table kept on commit drop as select * from catalogue_entry where course_id = ${id}`;
        await sql`delete from catalogue_entry where course_id = ${id}`;
        await sql`insert into catalogue_entry (course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
            duration_seconds, inclusion, captions, transcript, sign_language)
          select course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
            duration_seconds, inclusion, captions, transcript, sign_language from kept`;
        written += 1;
        if (written === entries.length) allWritten();
        // With everything written and nothing committed, until all have come as far.
        await together;
      })));
      expect(await postings()).toEqual(before);
    } finally {
      await owner.end();
    }
  });
});
