import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidOf } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { INSTITUTE } from '../../support/given.js';
import { addressOf, failedImport, put, receivedUpload, startedImport, worked } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const IMPORT = `query ($id: ID!, $outcome: LineOutcome) { catalogueImport(id: $id) {
  state failure mapping format fileName progress { linesDone bytesDone bytesTotal } counts { imported updated unchanged refused }
  provider { slug } upload { state } allowedActions
  lines(first: 100, filter: { outcome: $outcome }) { totalCount nodes { line externalId outcome code message course { slug openVersion { title state } } } } } }`;

interface Read {
  catalogueImport: {
    state: string; failure: string | null; progress: { linesDone: number; bytesDone: number; bytesTotal: number }; counts: Record<string, number>;
    allowedActions: string[]; upload: { state: string }; lines: { totalCount: number; nodes: { line: number; externalId: string; outcome: string; message: string | null; course: { openVersion: { title: string } } | null }[] };
  } | null;
}

const file = [{ id: 'NOTE-1', title: 'Noting', languages: ['en'] }, { id: 'NOTE-2', title: 'Drafting', languages: ['xx'] }];

describe('a catalogue through the API', () => {
  it('is sent, imported and reported on, and its file is let go', async () => {
    const { uploadId } = await receivedUpload(w, file);
    const id = await startedImport(w, uploadId);
    const queued = await w.data<Read>('author', IMPORT, { id });
    expect(queued.catalogueImport).toMatchObject({ state: 'QUEUED', counts: { imported: 0, refused: 0 }, upload: { state: 'RECEIVED' } });
    await worked(w, id);
    const { catalogueImport: done } = await w.data<Read>('author', IMPORT, { id });
    expect(done).toMatchObject({ state: 'DONE', counts: { imported: 1, updated: 0, unchanged: 0, refused: 1 }, upload: { state: 'DISCARDED' }, allowedActions: [] });
    expect(done?.progress.bytesDone).toBe(done?.progress.bytesTotal);
    expect(done?.lines.nodes).toMatchObject([
      { line: 1, externalId: 'NOTE-1', outcome: 'IMPORTED', course: { openVersion: { title: 'Noting', state: 'DRAFT' } } },
      { line: 2, externalId: 'NOTE-2', outcome: 'REFUSED', code: 'INVALID', message: "languages: 'xx' is no language that is known.", course: null },
    ]);
    const refused = await w.data<Read>('provider-admin', IMPORT, { id, outcome: 'REFUSED' });
    expect(refused.catalogueImport?.lines).toMatchObject({ totalCount: 1, nodes: [{ line: 2 }] });
    expect(readdirSync(path.join(w.dataDir, 'uploads'))).toEqual([]);
    // A job that comes a second time does nothing.
    const before = await fingerprintOf(w);
    await worked(w, id);
    expect(await fingerprintOf(w)).toBe(before);
    const events = await w.owner<{ action: string }[]>`select action from audit_event where subject_id = ${uuidOf('catalogue_import', id) ?? ''} order by at, id`;
    expect(events.map(({ action }) => action)).toEqual(['catalogueImportStart', 'catalogueImportRun', 'catalogueImportBatch', 'catalogueImportFinish']);
  });

  it('is listed at its provider, for those who may know of it', async () => {
    const list = `query ($slug: String!) { provider(by: { slug: $slug }) { catalogueImports(first: 5, filter: { state: DONE }) { nodes { state } } } }`;
    type List = { provider: { catalogueImports: { nodes: unknown[] } | null } };
    const counted = async (who: string | null): Promise<number | null> =>
      (await w.data<List>(who, list, { slug: INSTITUTE })).provider.catalogueImports?.nodes.length ?? null;
    expect(await Promise.all(['author', 'auditor', 'provider-admin-2', 'curator', null].map(counted))).toEqual([1, 1, 0, null, null]);
  });

  it('fails with a sentence when its file is gone or its author left, and goes on when it is resumed', async () => {
    const { catalogueImportId: id } = await failedImport(w);
    const { catalogueImport } = await w.data<Read>('author', IMPORT, { id });
    expect(catalogueImport).toMatchObject({ state: 'FAILED', failure: 'The file is not kept any more; send it again.', allowedActions: ['RESUME'] });
    const resume = 'mutation ($input: CatalogueImportResumeInput!) { catalogueImportResume(input: $input) { catalogueImport { state failure } userErrors { code } } }';
    expect(await w.data('author', resume, { input: { catalogueImportId: id } })).toEqual({
      catalogueImportResume: { catalogueImport: { state: 'QUEUED', failure: null }, userErrors: [] },
    });
    expect(await w.data('author', resume, { input: { catalogueImportId: id } })).toMatchObject({ catalogueImportResume: { userErrors: [{ code: 'ILLEGAL_STATE' }] } });
  });

  it('is refused before its file has come, and a second time', async () => {
    const start = 'mutation ($input: CatalogueImportStartInput!) { catalogueImportStart(input: $input) { catalogueImport { id } userErrors { code path } } }';
    const { uploadId } = await addressOf(w);
    expect(await w.data('author', start, { input: { uploadId } })).toEqual({
      catalogueImportStart: { catalogueImport: null, userErrors: [{ code: 'ILLEGAL_STATE', path: ['input', 'uploadId'] }] },
    });
    const sent = await receivedUpload(w, file);
    await startedImport(w, sent.uploadId);
    expect(await w.data('author', start, { input: sent })).toMatchObject({ catalogueImportStart: { userErrors: [{ code: 'ILLEGAL_STATE' }] } });
  });
});

describe('the address of an upload', () => {
  it('takes one file, once, also when two come at the same moment', async () => {
    const { url } = await addressOf(w);
    const kept = readdirSync(path.join(w.dataDir, 'uploads')).length;
    const answers = await Promise.all([put(url, 'first'), put(url, 'second'), put(url, 'third')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await put(url, 'fourth')).status).toBe(409);
    expect(readdirSync(path.join(w.dataDir, 'uploads'))).toHaveLength(kept + 1);
  });

  it('is refused when it was altered, 403; has expired, 410; gets too much, 413; or nothing, 400', async () => {
    const { url, uploadId } = await addressOf(w);
    const other = await addressOf(w);
    const before = await fingerprintOf(w);
    const altered = [url.replace(/expires=\d+/, 'expires=9999999999'), url.replace(/.$/, (last) => (last === '0' ? '1' : '0')), url.replace(uploadId, other.uploadId),
      url.replace(uploadId, 'upload_nonsense'), url.replace(/\?.*/, '')];
    for (const wrong of altered) expect((await put(wrong, 'x')).status, wrong).toBe(403);
    expect((await put(url, '')).status).toBe(400);
    expect((await put(url, Buffer.alloc(100_000_001))).status).toBe(413);
    expect(await fingerprintOf(w)).toBe(before);
    w.clock.advance(16 * 60_000);
    expect(await put(url, 'late')).toMatchObject({ status: 410, body: { errors: [{ message: 'This address has expired. Ask for another with uploadCreate.' }] } });
    expect(await w.owner`select state from upload where id = ${uuidOf('upload', uploadId) ?? ''}`).toMatchObject([{ state: 'EXPIRED' }]);
  });

  it('cuts off a stream that goes past the limit without saying so, and keeps nothing', async () => {
    const { url, uploadId } = await addressOf(w);
    await w.owner`alter table upload disable trigger a_lifecycle`;
    await w.owner`update upload set byte_limit = 1000 where id = ${uuidOf('upload', uploadId) ?? ''}`;
    await w.owner`alter table upload enable trigger a_lifecycle`;
    const kept = readdirSync(path.join(w.dataDir, 'uploads')).length;
    const body = new ReadableStream({ start(controller) { for (let at = 0; at < 50; at += 1) controller.enqueue(Buffer.alloc(100)); controller.close(); } });
    const answer = await fetch(url, { method: 'PUT', body, duplex: 'half' } as RequestInit).then(({ status }) => status, () => 413);
    expect(answer).toBe(413);
    expect(readdirSync(path.join(w.dataDir, 'uploads'))).toHaveLength(kept);
  });

  it('is not given for a file that is said to be too large, nor when fifty wait', async () => {
    const create = 'mutation ($input: UploadCreateInput!) { uploadCreate(input: $input) { userErrors { code path } } }';
    expect(await w.data('author', create, { input: { fileName: 'a.csv', byteCount: 100_000_001 } })).toMatchObject({
      uploadCreate: { userErrors: [{ code: 'LIMIT_REACHED', path: ['input', 'byteCount'] }] },
    });
    for (let n = 0; n < 50; n += 1) await addressOf(w, 'author-2');
    expect(await w.data('author-2', create, { input: { fileName: 'a.csv' } })).toMatchObject({ uploadCreate: { userErrors: [{ code: 'LIMIT_REACHED', path: [] }] } });
  });
});
