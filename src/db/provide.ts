import type { Logger } from 'pino';
import { runningEmbedded, startEmbedded } from './embedded.js';
import { migrate } from './migrate.js';
import { ensureRoles } from './roles.js';

/** What the configuration says of the database: an outside server, or (null) the built-in one under `dataDir`. */
export interface DatabaseChoice {
  readonly dataDir: string;
  readonly database: { readonly ownerUrl: string | null; readonly appUrl: string | null };
}

/** Connections that tools beside the server, migrations and locks may want. */
const LEAST_FOR_TOOLS = 50;

/** A database that is ready for this release: roles and tables as they must be. */
export interface Provided {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Stops what was started for it; an outside database goes on. */
  stop(): Promise<void>;
}

/**
 * Gives the database that the configuration names, else the built-in one, with roles and migrations up to date.
 * `say` is told each step. What was started is stopped again when a later step fails. The built-in one takes so many `connections`, beside some
 * for tools.
 */
export async function provideDatabase(config: DatabaseChoice, log: Logger, say: (step: string) => void, connections = 0): Promise<Provided> {
  const { ownerUrl, stop } = await serverOf(config, log, say, connections);
  try {
    const { appUrl } = await ensureRoles(ownerUrl, config.database.appUrl);
    const applied = await migrate(ownerUrl, { say });
    if (applied.length === 0) say('the tables are up to date');
    return { ownerUrl, appUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The same for a tool that may run beside the server: uses the built-in PostgreSQL of a running server where
 * there is one, and starts it for itself where there is none.
 */
export async function reachDatabase(config: DatabaseChoice, log: Logger): Promise<Provided> {
  const running = config.database.ownerUrl === null ? runningEmbedded(config.dataDir) : null;
  if (running === null) return provideDatabase(config, log, () => undefined);
  const { appUrl } = await ensureRoles(running.ownerUrl);
  return { ownerUrl: running.ownerUrl, appUrl, stop: () => Promise.resolve() };
}

async function serverOf(
  config: DatabaseChoice, log: Logger, say: (step: string) => void, connections: number,
): Promise<{ ownerUrl: string; stop: () => Promise<void> }> {
  if (config.database.ownerUrl !== null) {
    say('using the PostgreSQL that DATABASE_URL names');
    return { ownerUrl: config.database.ownerUrl, stop: () => Promise.resolve() };
  }
  say(`starting PostgreSQL in ${config.dataDir}`);
  const embedded = await startEmbedded(config.dataDir, log, connections > LEAST_FOR_TOOLS ? { max_connections: String(connections + LEAST_FOR_TOOLS) } : {});
  return { ownerUrl: embedded.ownerUrl, stop: () => embedded.stop() };
}
