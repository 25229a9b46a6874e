import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { world, type World } from '../../support/world.js';
import { accept } from './support.js';

let marketplace: World;
const argv = process.argv;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });
afterEach(() => {
  process.argv = argv;
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs the command as `npm run admin:invite -- ...` does. */
async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true; });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true; });
  vi.stubEnv('DATABASE_URL', marketplace.ownerUrl);
  process.argv = ['node', 'adminInvite', ...args];
  vi.resetModules();
  await import('../../../src/cli/adminInvite.js');
  const code = process.exitCode;
  vi.restoreAllMocks();
  return { code, ...said };
}

test('the first PLATFORM_ADMIN comes in by the token that the command prints', async () => {
  const { code, out } = await run('first@example.in');
  expect(code).toBe(0);
  expect(out).toMatch(/^[\w-]{43}\n$/);
  const { membership } = await accept(marketplace, 'new:first', out.trim());
  expect(membership).toMatchObject({ roles: ['PLATFORM_ADMIN'], state: 'ACTIVE' });
  const [event] = await marketplace.owner`select actor_id, subject_type from audit_event where action = 'adminInvite'`;
  expect(event).toEqual({ actor_id: null, subject_type: 'invitation' });
});

test('other roles can be named; curators get every specialism', async () => {
  const { code, out } = await run('second@example.in', 'CURATOR', 'AUDITOR');
  expect(code).toBe(0);
  const { membership } = await accept(marketplace, 'new:second', out.trim());
  expect(membership).toMatchObject({ roles: ['CURATOR', 'AUDITOR'], specialisms: ['COMPLIANCE', 'CONTENT', 'COMPETENCY', 'ACCESSIBILITY'] });
});

test.each([[[]], [['nobody']], [['x@example.in', 'KING']], [['x@example.in', 'AUTHOR']]])('%j is refused in words', async (args) => {
  const { code, out, err } = await run(...args);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).not.toBe('');
});
