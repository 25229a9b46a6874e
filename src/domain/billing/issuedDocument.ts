import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { IssuedDocument } from './documents/snapshot.js';
import type { DocumentKind } from './lifecycle.js';

/**
 * The frozen document of an invoice, credit note or receipt, by the uuid of that; null where none was issued. Read with the rights of
 * the system: whoever holds an address that we signed may read the document.
 */
export async function readIssuedDocument(db: Database, kind: DocumentKind, subjectId: string): Promise<IssuedDocument | null> {
  return asSystem(db, async (sql) => {
    const [row] = await sql<{ body: IssuedDocument }[]>`
      select d.body from issued_document d where d.subject_id = ${subjectId}::uuid and d.kind = ${kind}::document_kind`;
    return row?.body ?? null;
  });
}
