import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JSONWebKeySet,
  type JWK, type JWTVerifyGetKey,
} from 'jose';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type DemonstrationPerson } from './people.js';

/** The sign-in of development: a key of its own, and tokens for the demonstration people. */
export interface DevelopmentSigner {
  readonly keys: JWTVerifyGetKey;
  readonly publicKeys: JSONWebKeySet;
  /** A token that holds for twelve hours from `now`. */
  token(person: DemonstrationPerson, now: Date): Promise<string>;
}

const ALGORITHM = 'ES256';
export const TOKEN_SECONDS = 12 * 60 * 60;

/** Opens the development sign-in with the key kept in the data folder, made at first use and readable by its owner only. */
export async function developmentSigner(dataDir: string): Promise<DevelopmentSigner> {
  const jwk = await keyIn(dataDir);
  const { d: _private, ...publicPart } = jwk;
  const publicKeys: JSONWebKeySet = { keys: [publicPart] };
  const key = await importJWK(jwk, ALGORITHM);
  return {
    keys: createLocalJWKSet(publicKeys),
    publicKeys,
    token: (person, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      return new SignJWT({ email: person.email, email_verified: true, name: person.name })
        .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid ?? '', typ: 'at+jwt' })
        .setIssuer(DEVELOPMENT_ISSUER).setAudience(DEVELOPMENT_AUDIENCE).setSubject(person.sub)
        .setIssuedAt(seconds).setExpirationTime(seconds + TOKEN_SECONDS).sign(key);
    },
  };
}

async function keyIn(dataDir: string): Promise<JWK> {
  const file = path.join(dataDir, 'development-key.json');
  const kept = await readKey(file);
  if (kept !== null) return kept;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const made = await exportJWK(privateKey);
  const jwk: JWK = { ...made, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(made) };
  await mkdir(dataDir, { recursive: true });
  // Written aside and linked: nobody reads half a key, and of two processes at once the first one's is kept.
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(jwk), { mode: 0o600 });
  try {
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
  return await readKey(file) ?? jwk;
}

async function readKey(file: string): Promise<JWK | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
