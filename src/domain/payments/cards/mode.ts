import type { Database } from '../../../db/client.js';
import type { CardMode } from '../rules/cards.js';

/**
 * The mode with which the books of this database are kept: the one given where there was none yet, and that for good. Test money and real
 * money are never in one ledger, so whoever was given the other mode must not begin.
 */
export async function pinMode({ sql }: Pick<Database, 'sql'>, mode: CardMode, now: Date): Promise<CardMode> {
  await sql`insert into card_mode (is_live, pinned_at) values (${mode === 'LIVE'}, ${now.toISOString()}) on conflict do nothing`;
  const [pinned] = await sql<{ isLive: boolean }[]>`select m.is_live as "isLive" from card_mode m`;
  if (pinned === undefined) throw new Error('the mode of the books was not kept');
  return pinned.isLive ? 'LIVE' : 'TEST';
}
