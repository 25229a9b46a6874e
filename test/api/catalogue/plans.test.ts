import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { publicId } from '../../../src/lib/ids.js';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { tapped, type SentRead } from '../../support/tapped.js';
import { world, type World } from '../../support/world.js';

const ENTRIES = 5_000;

let w: World;
let providerId: string;
let competencyId: string;

beforeAll(async () => {
  w = await world({ demonstration: true });
  await addEntries(w, ENTRIES);
  const [row] = await w.owner<{ provider: string; competency: string }[]>`select
    (select provider_id from catalogue_entry group by 1 order by count(*) desc, 1 limit 1) as provider,
    (select competency_id from course_version_competency group by 1 order by count(*) desc, 1 limit 1) as competency`;
  providerId = publicId('provider', row?.provider ?? '');
  competencyId = publicId('competency', row?.competency ?? '');
});
afterAll(() => w.close());

interface PlanNode {
  'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Actual Rows': number; 'Actual Loops': number;
  'Rows Removed by Filter'?: number; 'Plans'?: PlanNode[];
}

interface Read {
  /** Rows of tables that were looked at. */
  rows: number;
  readonly indexes: Set<string>;
  /** Tables that were read from end to end. */
  readonly whole: Set<string>;
}

function add(node: PlanNode, read: Read): Read {
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  if (node['Relation Name'] !== undefined) read.rows += rows;
  if (node['Index Name'] !== undefined && node['Actual Loops'] > 0) read.indexes.add(node['Index Name']);
  if (node['Node Type'] === 'Seq Scan' && rows > 1_000) read.whole.add(node['Relation Name'] ?? '');
  for (const inner of node.Plans ?? []) add(inner, read);
  return read;
}

/** For the values asked for, and once for all values: what PostgreSQL changes to after some runs where it expects no more of it. */
const PLANS = ['force_custom_plan', 'force_generic_plan'] as const;

/** Answers a query and says what PostgreSQL reads for it, planned in both ways. */
async function readFor(source: string): Promise<Record<(typeof PLANS)[number], Read>> {
  const sent: SentRead[] = [];
  const visitor = await w.ctx(null);
  const contextValue: Ctx = { ...visitor, db: tapped(visitor.db, sent) };
  const answer = await graphql({ schema: await buildMarketplaceSchema(), source, contextValue });
  expect(answer.errors).toBeUndefined();
  const [statement] = sent;
  if (statement === undefined || sent.length > 1) throw new Error('not one statement');
  return { force_custom_plan: await planned(statement, 'force_custom_plan'), force_generic_plan: await planned(statement, 'force_generic_plan') };
}

async function planned({ text, params }: SentRead, mode: string): Promise<Read> {
  const sql = await w.db.sql.reserve();
  try {
    await sql.unsafe(`set plan_cache_mode = ${mode}`);
    await sql.unsafe(`prepare asked as ${text}`);
    const given = params.map((value) => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`));
    const [row] = await sql.unsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(
      `explain (analyze, timing off, format json) execute asked${given.length === 0 ? '' : `(${given.join(', ')})`}`).simple();
    const plan = row?.['QUERY PLAN'][0]?.Plan;
    if (plan === undefined) throw new Error('no plan');
    return add(plan, { rows: 0, indexes: new Set(), whole: new Set() });
  } finally {
    await sql.unsafe('reset plan_cache_mode; deallocate all').simple();
    sql.release();
  }
}

const CARD = 'nodes { id slug provider { name } publishedVersion { title languages } } pageInfo { hasNextPage endCursor }';

describe(`a page of twenty in a catalogue of ${ENTRIES}`, () => {
  it.each([
    ['newest', () => `courses(first: 20) { ${CARD} }`, 'course_card_newest_idx'],
    ['by title', () => `courses(first: 20, orderBy: {field: TITLE, direction: ASC}) { ${CARD} }`, 'course_card_title_idx'],
    ['by duration', () => `courses(first: 20, orderBy: {field: DURATION, direction: DESC}) { ${CARD} }`, 'course_card_duration_idx'],
    ['of a language', () => `courses(first: 20, filter: {language: "hi"}) { ${CARD} }`, 'catalogue_listing_pk'],
    ['of a rare language', () => `courses(first: 20, filter: {language: "sat"}) { ${CARD} }`, 'catalogue_listing_pk'],
    ['of a language and a competency', () => `courses(first: 20, filter: {language: "hi", competency: {competencyId: "${competencyId}"}}) { ${CARD} }`, 'catalogue_listing_pk'],
    ['of a provider', () => `node(id: "${providerId}") { ... on Provider { courses(first: 20) { ${CARD} } } }`, 'course_card_provider_idx'],
    ['of a provider in a language', () => `courses(first: 20, filter: {providerId: "${providerId}", language: "hi"}) { ${CARD} }`, 'course_card_provider_idx'],
    ['of what is frequent', () => `courses(first: 20, filter: {level: [FOUNDATION], inclusion: SUBSCRIPTION, accessibility: {captions: true}}) { ${CARD} }`, 'course_card_newest_idx'],
    ['of some lengths', () => `courses(first: 20, filter: {duration: {min: "PT1H", max: "PT5H"}}) { ${CARD} }`, 'course_card_newest_idx'],
    ['of a competency and much else', () => `courses(first: 20, filter: {competency: {competencyId: "${competencyId}", minLevel: 1}, language: "en",
      level: [FOUNDATION, ADVANCED], inclusion: SUBSCRIPTION, accessibility: {captions: true}}) { ${CARD} }`, 'catalogue_listing_pk'],
  ])('%s is read through an index, and nothing else is read, whatever the plan is made for', async (_name, query, index) => {
    const reads = await readFor(`{ ${query()} }`);
    for (const mode of PLANS) {
      expect([...reads[mode].indexes]).toContain(index);
      expect([...reads[mode].whole]).toEqual([]);
      expect(reads[mode].rows).toBeLessThan(250);
    }
  });

  it('of a search is read through an index, and little else is read', async () => {
    // What the function that ranks reads is in test/api/search.
    const { force_custom_plan: read } = await readFor(`{ courseSearch(query: "rarely", first: 20) { ${CARD} } }`);
    expect([...read.indexes]).toContain('catalogue_entry_pkey');
    expect([...read.whole]).toEqual([]);
    expect(read.rows).toBeLessThan(1_500);
  });

  it('is counted by what it is listed under alone', async () => {
    const { force_generic_plan: read } = await readFor(`{ courses(filter: {language: "hi", competency: {competencyId: "${competencyId}"}}) { totalCount } }`);
    expect([...read.indexes]).toEqual(['catalogue_listing_pk']);
  });

  it('deep in the list costs what the first page costs', async () => {
    const { force_custom_plan: first } = await readFor(`{ courses(first: 20) { ${CARD} } }`);
    const [row] = await w.owner<{ at: string; id: string }[]>`
      select published_at::text as at, course_id as id from catalogue_entry where listed order by published_at desc, course_id desc offset 4000 limit 1`;
    const after = Buffer.from(JSON.stringify(['NEWEST', 'DESC', row?.at, row?.id])).toString('base64url');
    const { force_custom_plan: deep } = await readFor(`{ courses(first: 20, after: "${after}") { ${CARD} } }`);
    expect(deep.rows).toBeLessThan(first.rows * 1.5);
  });
});

/** Published courses past the guards: as many languages and competencies as make filters worth their index. */
async function addEntries({ owner }: World, count: number): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`alter table course_version disable trigger user`;
    await sql`alter table course_version_competency disable trigger user`;
    await sql`create temp table made on commit drop as select uuidv7() as course_id, uuidv7() as version_id, n,
      (select array_agg(id order by slug) from organisation where kind = 'PROVIDER' and state = 'VERIFIED') as providers from generate_series(1, ${count}) n`;
    await sql`insert into course (id, provider_id, slug, created_by, created_at)
      select m.course_id, m.providers[1 + m.n % cardinality(m.providers)], 'made-' || m.n, (select id from app_user limit 1), now() from made m`;
    await sql`insert into course_version (id, course_id, provider_id, number, state, revision, title, summary, description, languages, level,
        duration_seconds, captions, transcript, sign_language, licence, inclusion, created_by, created_at, updated_at, published_at)
      select m.version_id, c.id, c.provider_id, 1, 'PUBLISHED', 1, 'Made ' || case when m.n % 250 = 0 then 'rarely ' else 'often ' end || m.n, '', '',
        array[case when m.n % 500 = 0 then 'sat-Olck' when m.n % 3 = 0 then 'hi-IN' else 'en' end], 'FOUNDATION', 600 * (1 + m.n % 40),
        true, true, false, 'CC_BY_4_0', 'SUBSCRIPTION', c.created_by, now(), now(), now() - m.n * interval '1 minute'
      from made m join course c on c.id = m.course_id`;
    await sql`insert into course_version_competency (course_version_id, competency_id, level)
      select m.version_id, k.id, 1 + m.n % 5 from made m join (select id, row_number() over (order by id) as place from competency) k
        on k.place in (1 + m.n % 4, 5 + m.n % 90)`;
    await sql`insert into catalogue_entry (course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
        duration_seconds, inclusion, captions, transcript, sign_language)
      select v.course_id, v.id, v.provider_id, true, v.published_at, v.title, v.languages, v.level, v.duration_seconds, v.inclusion,
        v.captions, v.transcript, v.sign_language
      from course_version v join made m on m.version_id = v.id`;
    await sql`alter table course_version enable trigger user`;
    await sql`alter table course_version_competency enable trigger user`;
  });
  await owner`analyze`;
}
