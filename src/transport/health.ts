import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.js';
import type { Metrics } from './metrics.js';

const READINESS_MS = 2_000;

export interface HealthParts {
  readonly db: Database;
  readonly metrics: Metrics;
  /** The name of the last migration that this program knows; a database behind it is not ready. */
  readonly migration: string | null;
  readonly draining: () => boolean;
}

type Check = { ready: true } | { ready: false; reason: string };

/** /livez (the process answers; no I/O), /readyz (may it get traffic), /metrics (for Prometheus). */
export function installHealth(app: FastifyInstance, parts: HealthParts): void {
  app.get('/livez', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const check: Check = parts.draining() ? { ready: false, reason: 'the server is shutting down' } : await inspect(parts);
    if (check.ready) return { status: 'ready' };
    return reply.code(503).header('retry-after', '5').send({ status: 'not ready', reason: check.reason });
  });
  app.get('/metrics', async (_request, reply) => reply.type(parts.metrics.contentType).send(await parts.metrics.text()));
}

async function inspect({ db, migration }: HealthParts): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => { resolve({ ready: false, reason: 'the database does not answer in time' }); }, READINESS_MS);
  });
  try {
    return await Promise.race([inspectDatabase(db, migration), late]);
  } catch {
    return { ready: false, reason: 'the database cannot be reached' };
  } finally {
    clearTimeout(timer);
  }
}

async function inspectDatabase(db: Database, migration: string | null): Promise<Check> {
  if (migration === null) {
    await db.sql`select 1`;
    return { ready: true };
  }
  // A newer database is fine: the old program keeps running on the new tables during a release.
  const rows = await db.sql<{ name: string }[]>`select m.name from migration m order by m.name desc limit 1`;
  const applied = rows[0]?.name ?? '';
  return applied >= migration ? { ready: true } : { ready: false, reason: `the database lacks the migration ${migration}` };
}
