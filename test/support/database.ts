import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { APP_ROLE, appUrlFor } from '../../src/db/roles.js';

/** The migrated database that every fresh one is a copy of; nobody may connect to it while it is copied. */
export const TEMPLATE = 'template_marketplace';

/** A database of its own for a test file. */
export interface FreshDatabase {
  readonly ownerUrl: string;
  /** As marketplace_app. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** The same server and role, another database. */
export function onServer(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** A migrated database without data of its own; `template: null` gives an empty one without migrations. */
export async function freshDatabase(options: { template?: string | null } = {}): Promise<FreshDatabase> {
  const admin = inject('ownerUrl');
  const name = `t_${randomBytes(8).toString('hex')}`;
  const template = options.template === undefined ? TEMPLATE : options.template;
  // A copy takes over everything but the rights on the database itself.
  await withAdmin(admin, [
    `create database ${name}${template === null ? '' : ` template ${template}`}`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to ${APP_ROLE}`,
  ]);
  const ownerUrl = onServer(admin, name);
  return {
    ownerUrl,
    appUrl: appUrlFor(ownerUrl),
    drop: () => withAdmin(admin, [`drop database if exists ${name} with (force)`]),
  };
}

async function withAdmin(url: string, statements: readonly string[]): Promise<void> {
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => undefined });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
