import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Logger as WorkerLogger, runMigrations } from 'graphile-worker';
import postgres, { type Sql } from 'postgres';
import { databaseErrorOf } from './errors.js';
import { APP_ROLE } from './roles.js';

/** A migration that cannot be applied, or a folder of migrations that contradicts the database. */
export class MigrationError extends Error {}

export interface MigrateOptions {
  /** The folder of NNNN_what_it_does.sql; the project's own unless given. */
  readonly directory?: string;
  /** How long another process may migrate before this one gives up. */
  readonly patienceMs?: number;
  /** Told of each file applied, and of waiting. */
  readonly say?: (line: string) => void;
}

interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
  readonly insideTransaction: boolean;
}

/** The project's migrations, from the sources as from the build. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

const ADVISORY_LOCK = 7_046_029_254;
const BREAKPOINT = '--> statement-breakpoint';
const OUTSIDE = '-- outside a transaction';

/**
 * Applies what the database does not have yet, as the owner and in the order of the numbers, and returns the
 * names of what was applied: first graphile-worker's own schema, then our files. A file is one transaction; one
 * that starts with `-- outside a transaction` is run statement by statement (for CREATE INDEX CONCURRENTLY), and
 * must stand being run again after a failure. Several processes may call this at once: one works, the others
 * wait by asking again (waiting inside PostgreSQL for the lock would deadlock with CONCURRENTLY).
 * Refuses a file that was edited after it was applied, and a new file numbered before an applied one. Migrations
 * of a newer release that this one does not know are left alone.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const say = options.say ?? (() => undefined);
  const migrations = readMigrations(options.directory ?? MIGRATIONS);
  const sql = postgres(ownerUrl, {
    max: 1, prepare: false, onnotice: () => undefined, connect_timeout: 10, max_lifetime: null, idle_timeout: 0,
    connection: { application_name: 'marketplace-migrate', lock_timeout: 15_000 },
  });
  try {
    await takeTurn(sql, options.patienceMs ?? 120_000, say);
    await prepare(sql, ownerUrl);
    const pending = pendingOf(migrations, await applied(sql));
    for (const migration of pending) {
      await apply(sql, migration);
      say(`applied ${migration.name}`);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Reads a folder of migrations; refuses names and numbers that leave the order open. */
export function readMigrations(directory: string): Migration[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.sql')).sort();
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) {
      throw new MigrationError(`${name}: a migration is named NNNN_what_it_does.sql`);
    }
    if (names[index + 1]?.slice(0, 4) === name.slice(0, 4)) {
      throw new MigrationError(`${name} and ${names[index + 1] ?? ''} have the same number`);
    }
  }
  return names.map((name) => {
    const text = readFileSync(path.join(directory, name), 'utf8').replaceAll('\r\n', '\n');
    return {
      name,
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: text.split(BREAKPOINT).map((part) => part.trim()).filter((part) => part !== ''),
      insideTransaction: !text.startsWith(OUTSIDE),
    };
  });
}

/** The name of the last migration that this release knows; a database that lacks it is not ready. */
export function lastMigration(): string {
  const last = readMigrations(MIGRATIONS).at(-1);
  if (last === undefined) throw new MigrationError(`there are no migrations in ${MIGRATIONS}`);
  return last.name;
}

/** Takes the session's advisory lock, which ends with the connection. */
async function takeTurn(sql: Sql, patienceMs: number, say: (line: string) => void): Promise<void> {
  const since = Date.now();
  for (let told = false; ; told = true) {
    const [answer] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as mine`;
    if (answer?.mine === true) return;
    if (Date.now() - since > patienceMs) {
      throw new MigrationError(`another process has been migrating this database for ${Math.round(patienceMs / 1000)} s`);
    }
    if (!told) say('another process is migrating this database; waiting for it');
    await sleep(100);
  }
}

/**
 * What migrations rest on. Extensions come before the default privileges are closed, so that their functions
 * stay open to all; a function of ours is executable by whom a migration names, and nobody else.
 */
async function prepare(sql: Sql, ownerUrl: string): Promise<void> {
  await sql.unsafe(`
    create extension if not exists pg_trgm;
    create extension if not exists unaccent;
    create extension if not exists btree_gin;
    create table if not exists migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    grant select on migration to ${APP_ROLE};`);
  const quiet = new WorkerLogger(() => () => undefined);
  await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, noHandleSignals: true, logger: quiet });
  await sql`alter default privileges revoke execute on functions from public`;
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
}

async function applied(sql: Sql): Promise<Applied[]> {
  return sql<Applied[]>`select name, checksum from migration order by name`;
}

function pendingOf(migrations: readonly Migration[], done: readonly Applied[]): Migration[] {
  const checksums = new Map(done.map(({ name, checksum }) => [name, checksum]));
  const last = done.at(-1)?.name ?? '';
  return migrations.filter((migration) => {
    const checksum = checksums.get(migration.name);
    if (checksum === undefined) {
      if (migration.name > last) return true;
      throw new MigrationError(`${migration.name} is new, but ${last} was applied before it: give it a higher number.`);
    }
    if (checksum !== migration.checksum) {
      throw new MigrationError(`${migration.name} was edited after it was applied: restore it, and write a new migration for the change.`);
    }
    return false;
  });
}

async function apply(sql: Sql, migration: Migration): Promise<void> {
  const enter = (): Promise<unknown> => sql`insert into migration ${sql({ name: migration.name, checksum: migration.checksum })}`;
  if (!migration.insideTransaction) {
    await dropInvalidIndexes(sql, migration);
    await runStatements(sql, migration);
    await enter();
    return;
  }
  await sql.unsafe('begin');
  try {
    await runStatements(sql, migration);
    await enter();
    await sql.unsafe('commit');
  } catch (error) {
    await sql.unsafe('rollback').catch(() => undefined);
    throw error;
  }
}

async function runStatements(sql: Sql, migration: Migration): Promise<void> {
  for (const [index, statement] of migration.statements.entries()) {
    try {
      await sql.unsafe(statement).simple();
    } catch (error) {
      throw new MigrationError(`${migration.name}, part ${index + 1}: ${explain(error, statement)}`, { cause: error });
    }
  }
}

function explain(error: unknown, statement: string): string {
  const fault = databaseErrorOf(error);
  if (fault === null) return error instanceof Error ? error.message : String(error);
  const { position, detail, hint } = error as { position?: string; detail?: string; hint?: string };
  const line = position === undefined ? '' : ` (line ${statement.slice(0, Number(position)).split('\n').length} of it)`;
  return [`${fault.message}${line}`, detail, hint].filter((part) => part !== undefined && part !== '').join('. ');
}

/**
 * CREATE INDEX CONCURRENTLY that failed leaves an invalid index behind, which IF NOT EXISTS would then take for
 * the real one: those named in the file are dropped before it is run (again).
 */
async function dropInvalidIndexes(sql: Sql, migration: Migration): Promise<void> {
  const invalid = await sql<{ name: string; quoted: string }[]>`
    select c.relname as name, i.indexrelid::regclass::text as quoted
    from pg_index i join pg_class c on c.oid = i.indexrelid where not i.indisvalid`;
  for (const { name, quoted } of invalid) {
    if (migration.statements.some((statement) => new RegExp(`\\b${name}\\b`).test(statement))) {
      await sql.unsafe(`drop index concurrently if exists ${quoted}`);
    }
  }
}
