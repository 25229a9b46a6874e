import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { downloaded, exportedCells, exportedRows } from '../../support/exports.js';
import { given, INSTITUTE } from '../../support/given.js';
import { world, type World } from '../../support/world.js';

let w: World;
const mine = `provider/${INSTITUTE}/courses`;
beforeAll(async () => {
  w = await world();
  await given.publishedCourse(w);
  await given.draft(w);
  await given.courseInReview(w);
  await given.suspendedCourse(w);
  await given.draft(w, 'author-2');
});
afterAll(() => w.close());

describe('the courses of one provider', () => {
  it('are to the public those in the catalogue, by its slug or its id', async () => {
    const bySlug = await exportedRows(w, `${mine}.jsonl`);
    expect(bySlug).toMatchObject([{ provider: INSTITUTE, version: 1, publishedAt: expect.any(String) as string, url: expect.stringContaining(`${mine}.jsonld#`) as string }]);
    const id = publicId('provider', await w.organisationId(INSTITUTE));
    expect(await exportedRows(w, `provider/${id}/courses.jsonl`)).toEqual(bySlug);
    const { headers } = await downloaded(w, `provider/${id}/courses.csv`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${INSTITUTE}-courses.csv"`);
  });

  it('are to its own people all, each in its newest version, in whatever state', async () => {
    for (const who of ['author', 'provider-admin']) {
      const rows = await exportedRows(w, `${mine}.jsonl?drafts=true`, who);
      expect(rows).toHaveLength(4);
      expect(rows.filter(({ url }) => url !== null)).toHaveLength(1);
      expect((await exportedCells(w, `${mine}.csv?drafts=true`, who)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    }
    const { text } = await downloaded(w, `${mine}.jsonld?drafts=true`, 'author');
    const { '@graph': nodes } = JSON.parse(text) as { '@graph': { creativeWorkStatus: string }[] };
    expect(nodes.map(({ creativeWorkStatus }) => creativeWorkStatus).sort()).toEqual(['DRAFT', 'IN_REVIEW', 'PUBLISHED', 'SUSPENDED']);
  });

  it('unpublished, are to everybody else as if there were no such provider', async () => {
    const nowhere = await downloaded(w, 'provider/no-such-provider/courses.jsonl?drafts=true', 'author-2');
    for (const who of ['author-2', 'curator', 'chief-curator', 'platform-admin', 'auditor', 'new:somebody']) {
      const { status, text } = await downloaded(w, `${mine}.jsonl?drafts=true`, who);
      expect([who, status, text]).toEqual([who, 404, nowhere.text]);
    }
    const visitor = await downloaded(w, `${mine}.jsonl?drafts=true`);
    expect([visitor.status, visitor.headers.get('www-authenticate'), visitor.text]).toEqual([401, 'Bearer', expect.stringContaining('UNAUTHENTICATED')]);
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['catalogue.xml', 400, 'BAD_REQUEST', 'jsonl, csv, jsonld'], ['catalogue.CSV', 400, 'BAD_REQUEST', 'no format'],
    ['catalogue', 404, 'NOT_FOUND', 'no such file'], ['courses.csv', 404, 'NOT_FOUND', 'no such file'], ['catalogue.csv.gz', 404, 'NOT_FOUND', 'no such file'],
    [`${mine}.toml`, 400, 'BAD_REQUEST', 'no format'], [`provider/${INSTITUTE}/catalogue.csv`, 404, 'NOT_FOUND', 'no such file'],
    ['provider/no-such-provider/courses.csv', 404, 'NOT_FOUND', 'no such provider'], ['provider/%00/courses.csv', 404, 'NOT_FOUND', 'no such provider'],
    ['provider/course_01h455vb4pex5vsknk084sn02q/courses.csv', 404, 'NOT_FOUND', 'no such provider'],
    ['catalogue.csv?drafts=true', 401, 'UNAUTHENTICATED', 'Sign in'], ['catalogue.csv?drafts=yes', 400, 'BAD_REQUEST', 'true or false'],
    [`${mine}.csv?drafts=true&drafts=true`, 400, 'BAD_REQUEST', 'true or false'],
  ])('%s: %i %s', async (address, status, code, words) => {
    const answer = await downloaded(w, address);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([status, null]);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ message: expect.stringContaining(words) as string, extensions: { code } }] });
  });

  it('a department is no provider; a bad token and another\'s membership are refused', async () => {
    const [department] = await w.owner<{ slug: string }[]>`select slug from organisation where kind = 'DEPARTMENT' limit 1`;
    expect((await downloaded(w, `provider/${department?.slug ?? ''}/courses.csv`)).status).toBe(404);
    const forged = await fetch(`${w.url}/export/catalogue.csv`, { headers: { authorization: 'Bearer nonsense' } });
    expect([forged.status, forged.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect((await downloaded(w, `${mine}.csv?drafts=true`, 'author', 'membership_01h455vb4pex5vsknk084sn02q')).status).toBe(403);
    const drafts = await downloaded(w, 'catalogue.csv?drafts=true', 'author');
    expect([drafts.status, drafts.text]).toEqual([400, expect.stringContaining('has no drafts')]);
  });
});
