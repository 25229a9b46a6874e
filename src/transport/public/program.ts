import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A digest of the program itself: another release may answer the same question in other words, so that answers of this one are not
 * taken for its own. Processes of one release have the same.
 */
export function programDigest(): Promise<string> {
  known ??= digest();
  return known;
}

let known: Promise<string> | null = null;

async function digest(): Promise<string> {
  const names = (await readdir(PROGRAM, { recursive: true })).filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts')).sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update('\0').update(await readFile(path.join(PROGRAM, name)));
  return hash.digest('base64url');
}
