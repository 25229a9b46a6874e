import { inRead, type Ctx } from '../../context.js';
import { holds } from '../identity/actor.js';

export interface ChainState {
  readonly sealedCount: number;
  readonly unsealedCount: number;
  readonly headHash: string | null;
  /** RFC 3339, UTC. */
  readonly lastSealedAt: string | null;
}

/** How far the record is sealed, for auditors; null for anybody else. */
export async function auditChain(ctx: Ctx): Promise<ChainState | null> {
  if (!holds(ctx.actor, 'AUDITOR')) return null;
  const rows = await inRead(ctx, (sql) => sql<ChainState[]>`
    select coalesce(h.sequence, 0)::int as "sealedCount", (select count(*)::int from audit_unsealed) as "unsealedCount",
      encode(h.hash, 'hex') as "headHash",
      to_char(h.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSealedAt"
    from (select 1) one left join (select * from audit_seal order by sequence desc limit 1) h on true`);
  return rows[0] ?? null;
}
