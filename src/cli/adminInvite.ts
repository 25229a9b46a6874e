import { pino } from 'pino';
import type { Config } from '../config.js';
import { inTx } from '../context.js';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { email as emailInput, roles as rolesInput } from '../domain/identity/inputs.js';
import { SPECIALISMS } from '../domain/identity/roles.js';
import { createInvitation, type CreatedInvitation } from '../domain/identity/steps.js';
import { lockPlatform } from '../domain/organisations/steps.js';
import { newId } from '../lib/ids.js';
import { isRefused, type Outcome } from '../lib/refusal.js';
import { configOrNull } from './support/terminal.js';

const USAGE = 'usage: npm run admin:invite -- someone@example.in [ROLE...]   (PLATFORM_ADMIN where no role is given)';

/**
 * Invites a person to the platform's own organisation and prints the token, for whoever runs the installation: this is
 * how its first PLATFORM_ADMIN comes in. No mail is sent; the token is handed over by hand. Curators get every specialism.
 */
async function main([address, ...names]: readonly string[]): Promise<number> {
  const email = emailInput.safeParse(address ?? '');
  const roles = rolesInput.safeParse(names.length === 0 ? ['PLATFORM_ADMIN'] : names);
  if (address === undefined || !email.success) return refuse(email.error?.issues[0]?.message ?? 'Say whom.', USAGE);
  if (!roles.success) return refuse(roles.error.issues[0]?.message ?? '', USAGE);
  const config = configOrNull();
  if (config === null) return 2;
  const created = await invite(config, { email: email.data, roles: roles.data });
  if (isRefused(created)) return refuse(...created.errors.map((error) => error.message));
  process.stderr.write(`${email.data} is invited as ${roles.data.join(', ')} until ${created.expiresAt.toISOString()}.\n`
    + 'He signs in with that address, verified, and gives this token to invitationAccept:\n');
  process.stdout.write(`${created.token}\n`);
  return 0;
}

type Roles = ReturnType<typeof rolesInput.parse>;

async function invite(config: Config, given: { email: string; roles: Roles }): Promise<Outcome<CreatedInvitation>> {
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, pino.destination(2));
  const provided = await reachDatabase(config, log);
  const db = openDatabase({
    url: provided.appUrl, max: 1, applicationName: 'marketplace admin:invite', statementTimeoutMs: 5_000, lockTimeoutMs: 5_000,
  });
  const specialisms = given.roles.includes('CURATOR') ? SPECIALISMS : [];
  try {
    const ctx = { actor: { kind: 'system', name: 'admin:invite' }, db, now: () => new Date(), requestId: newId(), log } as const;
    return await inTx(ctx, 'adminInvite', async (tx) => createInvitation(tx, await lockPlatform(tx), { ...given, specialisms }));
  } finally {
    await db.close();
    await provided.stop();
  }
}

function refuse(...lines: string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
