import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { databaseErrorOf } from './errors.js';
import { scramVerifier } from './scram.js';

export const APP_ROLE = 'marketplace_app';
export const GUARD_ROLE = 'marketplace_guard';

/** PostgreSQL 18 is the first that has uuidv7(), which a column default uses. */
export const MINIMUM_SERVER_VERSION = 180_000;

/** A database that cannot be used as it is; the message says what to do. */
export class DatabaseSetupError extends Error {}

/**
 * The application's address for an owner's address: the same server and database, role marketplace_app, and as
 * password the hex HMAC-SHA256 of the role's name under the owner's password, so that no second secret has to
 * be handed about.
 */
export function appUrlFor(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update(APP_ROLE).digest('hex');
  url.username = APP_ROLE;
  return url.toString();
}

/**
 * Sees to the two roles that the owner hands work to, and returns the application's address.
 * - marketplace_app signs in and owns nothing; what it may do is granted by migrations.
 * - marketplace_guard cannot sign in and sees past row-level security; guard functions are given to it.
 * Roles belong to the whole server: several processes and databases may do this at once.
 * With `givenAppUrl` (DATABASE_APP_URL) the password is the operator's business and is only tried.
 * Throws DatabaseSetupError for a server that is too old or an application role that may too much.
 */
export async function ensureRoles(ownerUrl: string, givenAppUrl: string | null = null): Promise<{ appUrl: string }> {
  const sql = postgres(ownerUrl, { max: 1, prepare: false, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await checkServer(sql);
    const isNew = await createRole(sql, APP_ROLE, 'login');
    await createRole(sql, GUARD_ROLE, 'nologin bypassrls');
    await repeated(() => sql.unsafe(`grant ${GUARD_ROLE} to current_user with inherit true, set true`));
    await closeDatabase(sql);
    const appUrl = givenAppUrl ?? appUrlFor(ownerUrl);
    if (isNew || !await canSignIn(appUrl)) {
      if (givenAppUrl !== null) {
        throw new DatabaseSetupError('DATABASE_APP_URL: the server refuses this user or password.');
      }
      const verifier = scramVerifier(decodeURIComponent(new URL(appUrl).password));
      await repeated(() => sql.unsafe(`alter role ${APP_ROLE} login password '${verifier}'`));
      if (!await canSignIn(appUrl)) {
        throw new DatabaseSetupError(`The server refuses role ${APP_ROLE}, although its password was just set: see pg_hba.conf.`);
      }
    }
    await checkAppRole(sql, appUrl);
    return { appUrl };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Takes from everybody what PostgreSQL grants on a database by default; the application may connect. */
async function closeDatabase(sql: Sql): Promise<void> {
  const [database] = await sql<{ name: string; mine: boolean }[]>`
    select quote_ident(d.datname) as name, pg_has_role(d.datdba, 'usage') as mine
    from pg_database d where d.datname = current_database()`;
  if (database === undefined || !database.mine) return;
  await repeated(() => sql.unsafe(`revoke all on database ${database.name} from public;
    grant connect on database ${database.name} to ${APP_ROLE}`));
}

async function checkServer(sql: Sql): Promise<void> {
  const [server] = await sql<{ number: number; name: string; creates: boolean }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name,
      (select r.rolsuper or (r.rolcreaterole and r.rolbypassrls) from pg_roles r where r.rolname = current_user) as creates`;
  if (server === undefined || server.number < MINIMUM_SERVER_VERSION) {
    throw new DatabaseSetupError(`DATABASE_URL: the server is PostgreSQL ${server?.name ?? 'unknown'}; version 18 or later is needed.`);
  }
  if (!server.creates) {
    throw new DatabaseSetupError('DATABASE_URL: the owner role needs CREATEROLE and BYPASSRLS (alter role ... createrole bypassrls).');
  }
}

/** Makes a role where it is not there; whether it was made here. */
async function createRole(sql: Sql, role: string, attributes: string): Promise<boolean> {
  const existing = await sql`select 1 from pg_roles where rolname = ${role}`;
  if (existing.length > 0) return false;
  try {
    await sql.unsafe(`create role ${role} ${attributes}`);
    return true;
  } catch (error) {
    // Somebody else made it between the question and the answer.
    if (!['42710', '23505'].includes(databaseErrorOf(error)?.code ?? '')) throw error;
    return false;
  }
}

/** Two processes changing the same catalogue row at once make PostgreSQL refuse one ('tuple concurrently updated'). */
async function repeated(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const code = databaseErrorOf(error)?.code;
      if (attempt >= 10 || (code !== 'XX000' && code !== '23505')) throw error;
      await sleep(20 * attempt * (0.5 + Math.random()));
    }
  }
}

async function canSignIn(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, prepare: false, connect_timeout: 10 });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    if (databaseErrorOf(error)?.code.startsWith('28')) return false;
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The walls stand only while the application's role is a small one. */
async function checkAppRole(sql: Sql, appUrl: string): Promise<void> {
  const user = decodeURIComponent(new URL(appUrl).username);
  if (user !== APP_ROLE) {
    throw new DatabaseSetupError(`DATABASE_APP_URL: the user must be ${APP_ROLE}, to which the migrations grant; it is ${user}.`);
  }
  const [role] = await sql<{ much: boolean }[]>`
    select r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as much from pg_roles r where r.rolname = ${user}`;
  if (role === undefined || role.much) {
    throw new DatabaseSetupError(`Role ${user} must not be a superuser, bypass row-level security, or create roles or databases.`);
  }
}
