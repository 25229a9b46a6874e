import type { CardDeps } from './cards/deps.js';
import { reconcile, type ReconciliationReport } from './cards/reconcile.js';

/**
 * The hourly job: asks the card provider for what we may have missed; see `reconcile`. Null where the rail is absent. What cannot be
 * compared is logged, and looked at again an hour later.
 */
export async function reconcilePayments(deps: CardDeps): Promise<ReconciliationReport | null> {
  const { cards, log } = deps;
  if (cards === null) return null;
  const report = await reconcile({ ...deps, cards }, (line) => { log.debug({ job: 'reconcilePayments' }, line); });
  log.info({ job: 'reconcilePayments', ...report }, 'payments are reconciled');
  return report;
}
