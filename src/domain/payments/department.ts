import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { organisation } from '../../db/tables/organisations.js';
import { uuidOf } from '../../lib/ids.js';
import type { Refused } from '../../lib/refusal.js';
import { notFound } from './inputs.js';

/** The department that an input names (null for none), for a FINANCE_OFFICER, who knows them all. NOT_FOUND where there is none. */
export async function departmentGiven(tx: Tx, given: string | null | undefined): Promise<string | null | Refused> {
  if (given == null) return null;
  const id = uuidOf('department', given);
  const [row] = id === null ? [] : await tx.orm.select({ kind: organisation.kind }).from(organisation).where(eq(organisation.id, id));
  return id === null || row?.kind !== 'DEPARTMENT' ? notFound('department', ['departmentId']) : id;
}
