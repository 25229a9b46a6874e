import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { catalogueImport } from '../../../db/tables/imports.js';
import { organisation } from '../../../db/tables/organisations.js';
import { newId } from '../../../lib/ids.js';
import { isRefused, refuse, type Outcome } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import type { CatalogueMapping } from '../lifecycle.js';
import { judgeImporting } from '../policy/imports.js';
import { resumeFileJob } from '../steps/fileJobs.js';
import { lockProvider } from '../steps.js';
import type { ImportRow } from './batch.js';
import { formatOf, type FileFacts } from './file.js';
import { CATALOGUE_IMPORTS } from './run.js';

/** A file on its way in. */
export interface Incoming extends FileFacts {
  readonly providerId: string;
  readonly createdBy: string;
  readonly uploadId: string | null;
  readonly fileName: string;
  readonly mediaType?: string;
  readonly mapping: CatalogueMapping;
}

/** Writes a new import, QUEUED, and records it. */
export async function insertImport(tx: Tx, incoming: Incoming): Promise<string> {
  const { providerId, createdBy, uploadId, fileName, mediaType, mapping, sha256, bytes } = incoming;
  const id = newId();
  const fields = { mapping, format: formatOf(fileName, mediaType), fileName, fileSha256: sha256, bytesTotal: bytes };
  await tx.orm.insert(catalogueImport).values({ id, providerId, uploadId, createdBy, state: 'QUEUED', ...fields, createdAt: tx.now });
  await record(tx, { subject: { prefix: 'catalogue_import', id }, organisationId: providerId, before: null, after: { state: 'QUEUED', uploadId, ...fields } });
  return id;
}

/**
 * The import of a file given on the command line: the one of the same file, provider and mapping that was not finished, to be
 * continued, or else a new one. For whoever runs the installation. Refuses an unknown provider and one that is not VERIFIED.
 */
export async function beginLocalImport(
  tx: Tx, provider: { readonly id: string } | { readonly slug: string }, file: FileFacts & Pick<Incoming, 'fileName' | 'mapping'>,
): Promise<Outcome<{ readonly importId: string; readonly continued: boolean }>> {
  const [named] = await tx.orm.select({ id: organisation.id, kind: organisation.kind }).from(organisation)
    .where('id' in provider ? eq(organisation.id, provider.id) : eq(organisation.slug, provider.slug));
  if (named?.kind !== 'PROVIDER') return refuse('NOT_FOUND', 'There is no such provider.');
  const stop = judgeImporting(tx.actor, { providerId: named.id, providerState: await lockProvider(tx, named.id) });
  if (stop !== null) return stop;
  const unfinished = await unfinishedOf(tx, named.id, file);
  if (unfinished !== undefined) {
    if (unfinished.state === 'FAILED') {
      const resumed = await resumeFileJob(tx, CATALOGUE_IMPORTS, unfinished.id);
      if (isRefused(resumed)) return resumed;
    } else await record(tx, { subject: { prefix: 'catalogue_import', id: unfinished.id }, organisationId: named.id, before: null, after: { continued: true } });
    return { importId: unfinished.id, continued: true };
  }
  const createdBy = await administratorOf(tx, named.id);
  if (createdBy === null) return refuse('ILLEGAL_STATE', 'The provider has no PROVIDER_ADMIN in whose name its courses could be begun.');
  return { importId: await insertImport(tx, { ...file, providerId: named.id, createdBy, uploadId: null }), continued: false };
}

async function unfinishedOf(tx: Tx, providerId: string, file: FileFacts & Pick<Incoming, 'mapping'>): Promise<ImportRow | undefined> {
  const [row] = await tx.orm.select().from(catalogueImport).where(and(
    eq(catalogueImport.providerId, providerId), eq(catalogueImport.fileSha256, file.sha256), eq(catalogueImport.mapping, file.mapping),
    ne(catalogueImport.state, 'DONE'), sql`${catalogueImport.uploadId} is null`)).orderBy(desc(catalogueImport.createdAt)).limit(1);
  return row;
}

/** The administrator of longest standing. */
async function administratorOf(tx: Tx, providerId: string): Promise<string | null> {
  const [row] = await tx.orm.execute<{ user_id: string }>(sql`
    select m.user_id from membership m where m.organisation_id = ${providerId}::uuid and m.state = 'ACTIVE' and 'PROVIDER_ADMIN' = any(m.roles)
    order by m.created_at, m.id limit 1`);
  return row?.user_id ?? null;
}
