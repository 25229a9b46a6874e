import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';
import { away, made, run, snapshot, type SynonymSet } from './synonyms.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

describe('what is refused', () => {
  const wrong: readonly [string, string[], string][] = [
    ['one term', ['RTI'], 'INVALID input.terms'],
    ['no term', [], 'INVALID input.terms'],
    ['21 terms', Array.from({ length: 21 }, (_, index) => `term${index}`), 'INVALID input.terms'],
    ['an empty term', ['PFMS', ' '], 'INVALID input.terms.1'],
    ['a term of signs', ['PFMS', '!?'], 'INVALID input.terms.1'],
    ['a term of stop words', ['PFMS', 'of the'], 'INVALID input.terms.1'],
    ['a term too long', ['PFMS', 'x'.repeat(101)], 'INVALID input.terms.1'],
    ['a term of seven words', ['PFMS', 'one two three four five six seven'], 'INVALID input.terms.1'],
    ['seven words between strokes', ['PFMS', 'one/two/three/four/five/six/seven'], 'INVALID input.terms.1'],
    ['NUL in a term', ['PFMS', 'a\u0000b'], 'INVALID input.terms.1'],
    ['half a character in a term', ['PFMS', 'a\ud800'], 'INVALID input.terms.1'],
    ['two lines', ['PFMS', 'a\nb'], 'INVALID input.terms.1'],
    ['the same term twice', ['PFMS', 'PFMS'], 'INVALID input.terms.1'],
    ['the same but for case', ['PFMS', 'pfms'], 'INVALID input.terms.1'],
    ['the same but for accents', ['Café', 'cafe'], 'INVALID input.terms.1'],
    ['the same but for its ending', ['audit', 'audits'], 'INVALID input.terms.1'],
    ['a term of another set', ['PFMS', 'in use'], 'TAKEN input.terms.1'],
    ['a term of another set in other letters', ['used', 'PFMS'], 'TAKEN input.terms.0'],
  ];
  let taken: SynonymSet;
  let own: SynonymSet;

  beforeAll(async () => {
    taken = await made(w, 'in use', 'taken');
    own = await made(w, 'SPARROW', 'performance appraisal report');
  });
  afterAll(async () => { await away(w, taken); await away(w, own); });

  it.each(wrong)('%s', async (_what, terms, told) => {
    const before = await snapshot(w);
    for (const payload of [
      await run(w, 'chief-curator', 'synonymSetCreate', { terms }),
      await run(w, 'chief-curator', 'synonymSetUpdate', { synonymSetId: own.id, revision: 1, terms }),
    ]) {
      expect(payload.userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([told]);
      expect(payload.synonymSet).toBeNull();
    }
    expect(await snapshot(w)).toEqual(before);
  });

  it('every wrong term at once', async () => {
    const { userErrors } = await run(w, 'chief-curator', 'synonymSetCreate', { terms: ['taken', 'GeM', 'gem', 'to the'] });
    expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'TAKEN input.terms.0', 'INVALID input.terms.2', 'INVALID input.terms.3',
    ]);
    expect(userErrors[0]?.message).toContain('\'taken\'');
  });

  it.each(['synonymSetUpdate', 'synonymSetDelete'] as const)('%s of what is not there, or has moved on', async (mutation) => {
    const before = await snapshot(w);
    const terms = mutation === 'synonymSetUpdate' ? { terms: ['GeM', 'e-Marketplace'] } : {};
    for (const [given, told] of [
      [{ synonymSetId: 'nonsense', revision: 1 }, 'NOT_FOUND input.synonymSetId'],
      [{ synonymSetId: 'synonym_set_01h455vb4pex5vsknk084sn02q', revision: 1 }, 'NOT_FOUND input.synonymSetId'],
      [{ synonymSetId: own.id, revision: 2 }, 'STALE_REVISION input.revision'],
    ] as const) {
      const { userErrors } = await run(w, 'chief-curator', mutation, { ...given, ...terms });
      expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([told]);
    }
    expect(await snapshot(w)).toEqual(before);
  });
});

describe('two at once', () => {
  it('with a term in common: one of them is made', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([['CCS', `rules ${round}`], [`conduct ${round}`, 'ccs'], ['Ccs', `leave ${round}`], [`pension ${round}`, 'CCS']]
        .map((terms) => run(w, 'chief-curator', 'synonymSetCreate', { terms })));
      const done = answers.flatMap(({ synonymSet }) => synonymSet ?? []);
      expect(done).toHaveLength(1);
      for (const { userErrors } of answers) for (const { code } of userErrors) expect(['TAKEN', 'BUSY']).toContain(code);
      await away(w, done[0] ?? { id: '', terms: [], revision: 0, allowedActions: [] });
    }
  });

  it('crossing each other: nobody waits in a ring', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => run(w, 'chief-curator', 'synonymSetCreate', {
      terms: index % 2 === 0 ? ['first of two', 'second of two'] : ['second of two', 'first of two'],
    })));
    const done = answers.flatMap(({ synonymSet }) => synonymSet ?? []);
    expect(done).toHaveLength(1);
    for (const set of done) await away(w, set);
  });

  it('changing one set: one change is made', async () => {
    const set = await made(w, 'ICT', 'information technology');
    const answers = await Promise.all(['one', 'two', 'three'].map((term) =>
      run(w, 'chief-curator', 'synonymSetUpdate', { synonymSetId: set.id, revision: 1, terms: ['ICT', term] })));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    for (const { userErrors } of answers) for (const { code } of userErrors) expect(code).toBe('STALE_REVISION');
    await away(w, { ...set, revision: 2 });
  });
});

describe('the database itself', () => {
  const asApp = (scope: string, statement: (sql: World['db']['sql']) => Promise<unknown>): Promise<unknown> => w.db.sql.begin(async (sql) => {
    await sql`select set_config('app.scope', ${scope}, true)`;
    return statement(sql as unknown as World['db']['sql']);
  });
  const insert = (terms: string[], by: string) => (sql: World['db']['sql']) => sql`
    insert into synonym_set (id, terms, revision, created_by, created_at, updated_at) values (uuidv7(), ${terms}, 1, ${by}, now(), now())`;

  it('refuses what the application role may not write', async () => {
    const set = await made(w, 'NPS', 'National Pension System');
    const by = await w.userId('chief-curator');
    await expect(asApp('staff', insert(['nps', 'pension'], by))).rejects.toThrow('synonym_term_pkey');
    await expect(asApp('staff', insert(['pension', 'pensions'], by))).rejects.toThrow('synonym_term_pkey');
    await expect(asApp('staff', insert(['of the', 'pension'], by))).rejects.toThrow('synonym_term_lexemes_count');
    await expect(asApp('staff', insert(['x'.repeat(101), 'pension'], by))).rejects.toThrow('1 to 100 characters');
    await expect(asApp('staff', insert(['pension'], by))).rejects.toThrow('synonym_set_terms_count');
    await expect(asApp('organisation', insert(['pension', 'annuity'], by))).rejects.toThrow('row-level security');
    await expect(asApp('visitor', insert(['pension', 'annuity'], by))).rejects.toThrow('row-level security');
    await expect(asApp('staff', (sql) => sql`insert into synonym_term select '{x}', id, 5 from synonym_set limit 1`)).rejects.toThrow('permission denied');
    await expect(asApp('staff', (sql) => sql`delete from synonym_term`)).rejects.toThrow('permission denied');
    await expect(asApp('staff', (sql) => sql`update synonym_set set created_by = created_by`)).rejects.toThrow('permission denied');
    await expect(asApp('staff', (sql) => sql`update synonym_set set revision = revision + 2`)).rejects.toThrow('revision');
    expect(await asApp('organisation', (sql) => sql`delete from synonym_set returning id`)).toHaveLength(0);
    await away(w, set);
  });
});
