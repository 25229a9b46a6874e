import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowOfCells } from '../../../src/domain/catalogue/rows/cells.js';
import { ROW_COLUMNS } from '../../../src/domain/catalogue/rows/serialise.js';
import { publicId } from '../../../src/lib/ids.js';
import { downloaded, exportedCells, exportedRows } from '../../support/exports.js';
import { given, INSTITUTE } from '../../support/given.js';
import { fileOf, imported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

const COURSES = `query ($after: String) { courses(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { id slug provider { slug name website } publishedVersion {
  number title summary description languages level duration accessibility { captions transcript signLanguage } licence inclusion price { amountMinor } publishedAt
  competencies { level competency { code name framework { code } } } modules { title summary items { kind title url duration } } } } } }`;

interface Shown {
  id: string; slug: string; provider: { slug: string };
  publishedVersion: Record<'summary' | 'description' | 'level' | 'duration' | 'licence' | 'inclusion' | 'title' | 'publishedAt', string> & {
    number: number; languages: string[]; accessibility: object; price: { amountMinor: string } | null;
    competencies: { level: number; competency: { code: string; framework: { code: string } } }[]; modules: object[];
  };
}

/** The whole catalogue as GraphQL shows it, in the form of rows without ids and addresses. */
async function shown(): Promise<Map<string, object>> {
  const rows = new Map<string, object>();
  for (let after: string | null = null; ;) {
    const { courses }: { courses: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Shown[] } } = await w.data(null, COURSES, { after });
    for (const { id, slug, provider, publishedVersion: { number, accessibility, price, competencies, ...version } } of courses.nodes) {
      rows.set(slug, {
        id, slug, provider: provider.slug, version: number, ...version, ...accessibility, pricePaise: price === null ? null : String(price.amountMinor),
        competencies: competencies.map(({ level, competency: { code, framework } }) => `${framework.code}:${code}:${level}`).sort(),
      });
    }
    if (!courses.pageInfo.hasNextPage) return rows;
    after = courses.pageInfo.endCursor;
  }
}

describe('the whole catalogue', () => {
  it('says of each course what GraphQL says, and has no other', async () => {
    const rows = await exportedRows(w, 'catalogue.jsonl');
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.every((row) => Object.keys(row).join() === ROW_COLUMNS.join())).toBe(true);
    const bySlug = new Map(rows.map(({ url: _url, competencies, ...row }) =>
      [row.slug, { ...row, competencies: competencies.map(({ framework, code, level }) => `${framework}:${code}:${level}`).sort() }]));
    expect(bySlug.size).toBe(rows.length);
    const expected = await shown();
    expect([...bySlug.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [slug, row] of expected) expect(bySlug.get(slug)).toEqual(row);
  });

  it('as CSV is what it is as JSONL: quotes, line ends, Hindi and all', async () => {
    const title = 'नोटिंग "और" ड्राफ़्टिंग; a, b';
    const description = 'एक "पंक्ति",\r\nदूसरी\tline\n\n=1+1';
    await imported(w, fileOf(w, 'odd.jsonl', [{ id: 'a|b;"c"', title, description, languages: ['hi', 'en-IN'], modules: [{ title, summary: description, items: [] }] }]));
    const own = `provider/${INSTITUTE}/courses`;
    const rows = [...await exportedRows(w, 'catalogue.jsonl'), ...await exportedRows(w, `${own}.jsonl?drafts=true`, 'author')];
    const cells = [...await exportedCells(w, 'catalogue.csv'), ...await exportedCells(w, `${own}.csv?drafts=true`, 'author')];
    expect(rows.find(({ id }) => id === 'a|b;"c"')).toMatchObject({ title, description });
    expect(cells.find(({ id }) => id === 'a|b;"c"')).toMatchObject({ title, description, languages: 'hi|en-IN' });
    const said = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) =>
      value !== '' && value !== null && !(Array.isArray(value) && value.length === 0))));
    expect(cells.map(rowOfCells)).toEqual(said);
  });

  it('comes as a file of its media type, to whoever asks', async () => {
    for (const [format, type] of [['jsonl', 'application/x-ndjson'], ['csv', 'text/csv'], ['jsonld', 'application/ld+json']] as const) {
      const { status, headers } = await downloaded(w, `catalogue.${format}`, format === 'csv' ? 'author' : null);
      expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual(
        [200, `${type}; charset=utf-8`, `attachment; filename="catalogue.${format}"`]);
    }
  });
});

describe('schema.org', () => {
  it('has each course as a node of one document', async () => {
    const { text } = await downloaded(w, 'catalogue.jsonld');
    const document = JSON.parse(text) as { '@context': string; '@graph': Record<string, unknown>[] };
    const rows = new Map((await exportedRows(w, 'catalogue.jsonl')).map((row) => [row.id, row]));
    expect(document['@context']).toBe('https://schema.org');
    expect(document['@graph']).toHaveLength(rows.size);
    expect(new Set(document['@graph'].map((node) => node['@id'])).size).toBe(rows.size);
    for (const node of document['@graph']) {
      const row = rows.get(String(node['identifier']));
      expect(node).toMatchObject({
        '@type': 'Course', 'name': row?.title, 'url': row?.url, 'inLanguage': row?.languages, 'datePublished': row?.publishedAt,
        'provider': { '@type': 'Organization', 'name': expect.any(String) as string },
        'teaches': row?.competencies.map(({ code, framework }) => ({
          '@type': 'DefinedTerm', 'termCode': code, 'name': expect.any(String) as string, 'inDefinedTermSet': { alternateName: framework } })),
        'creativeWorkStatus': 'PUBLISHED', 'license': expect.anything() as unknown,
        'accessibilityFeature': (['captions', 'transcript', 'signLanguage'] as const).filter((feature) => row?.[feature]),
        'offers': row?.inclusion === 'SUBSCRIPTION' ? { '@type': 'Offer', 'category': 'Subscription' }
          : { '@type': 'Offer', 'category': 'Paid', 'priceCurrency': 'INR', 'price': (Number(row?.pricePaise) / 100).toFixed(2) },
      });
      expect(node['timeRequired']).toBe(row?.duration === 'PT0S' ? undefined : row?.duration);
    }
    expect(document['@graph'].filter((node) => (node['offers'] as { price?: string }).price !== undefined).length).toBeGreaterThan(0);
  });

  it('is a document with an empty graph where there is nothing', async () => {
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'Looked into.' where slug = ${INSTITUTE}`;
    const { status, text } = await downloaded(w, `provider/${INSTITUTE}/courses.jsonld?drafts=true`, 'author-2');
    expect([status, text]).toEqual([404, expect.stringContaining('NOT_FOUND')]);
    await w.owner`update organisation set state = 'VERIFIED', state_reason = null where slug = ${INSTITUTE}`;
    const [empty] = await w.owner<{ slug: string }[]>`select slug from organisation o where kind = 'PROVIDER' and state = 'VERIFIED'
      and not exists (select 1 from catalogue_entry e where e.provider_id = o.id) limit 1`;
    if (empty === undefined) return;
    expect(JSON.parse((await downloaded(w, `provider/${empty.slug}/courses.jsonld`)).text)).toEqual({ '@context': 'https://schema.org', '@graph': [] });
  });
});

describe('what is not in the catalogue', () => {
  it('is in no public file, whoever asks', async () => {
    const { courseId } = await given.suspendedCourse(w);
    const { courseId: drafted } = await given.draft(w);
    const unlisted = await w.owner<{ id: string }[]>`select c.id from course c where not exists (select 1 from catalogue_entry e where e.course_id = c.id and e.listed)`;
    const hidden = new Set([courseId, drafted, ...unlisted.map(({ id }) => publicId('course', id))]);
    for (const who of [null, 'author', 'curator', 'platform-admin']) {
      for (const address of ['catalogue.jsonl', `provider/${INSTITUTE}/courses.jsonl`]) {
        const rows = await exportedRows(w, address, who);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.filter(({ id }) => hidden.has(id))).toEqual([]);
      }
    }
  });

  it('are the courses of a suspended provider, whose own people take them out all the same', async () => {
    const before = await exportedRows(w, 'catalogue.jsonl');
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'Looked into.' where slug = ${INSTITUTE}`;
    const after = await exportedRows(w, 'catalogue.jsonl');
    const gone = await downloaded(w, `provider/${INSTITUTE}/courses.csv`);
    const own = await exportedRows(w, `provider/${INSTITUTE}/courses.jsonl?drafts=true`, 'author');
    await w.owner`update organisation set state = 'VERIFIED', state_reason = null where slug = ${INSTITUTE}`;
    expect(before.filter(({ provider }) => provider === INSTITUTE).length).toBeGreaterThan(0);
    expect(after).toEqual(before.filter(({ provider }) => provider !== INSTITUTE));
    expect([gone.status, own.length > 0]).toEqual([404, true]);
  });
});
