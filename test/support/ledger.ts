import type { Database } from '../../src/db/client.js';
import { verifyLedger } from '../../src/domain/ledger/verify.js';

/** What `npm run ledger:verify` would find, a sentence each; none where the books are right. */
export async function ledgerFaults({ db }: { readonly db: Database }): Promise<string[]> {
  const faults: string[] = [];
  await verifyLedger(db, ({ kind, subject, message }) => { faults.push(`${kind} ${subject}: ${message}`); });
  return faults;
}
