import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Signs the addresses of uploads: HMAC-SHA-256 over the id and the time at which it expires. */
export interface UploadSigner {
  /** The path of the address, its signature included; `expiresAt` counts by whole seconds. */
  path(uploadId: string, expiresAt: Date): string;
  /** Whether the signature is ours, for this upload and this time. */
  isSigned(uploadId: string, expires: string, signature: string): boolean;
}

const KEY_BYTES = 32;

/** The signer of an installation; its key is made at the first use and kept in the data folder, readable by the program alone. */
export async function uploadSigner(dataDir: string): Promise<UploadSigner> {
  const key = await keyOf(path.join(dataDir, 'upload-key'));
  const sign = (uploadId: string, expires: string): Buffer => createHmac('sha256', key).update(`PUT ${uploadId} ${expires}`).digest();
  return {
    path: (uploadId, expiresAt) => {
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      return `/uploads/${uploadId}?expires=${expires}&signature=${sign(uploadId, expires).toString('hex')}`;
    },
    isSigned: (uploadId, expires, signature) =>
      /^[0-9a-f]{64}$/.test(signature) && timingSafeEqual(sign(uploadId, expires), Buffer.from(signature, 'hex')),
  };
}

/** The key kept in a file; made at the first use, readable by the program alone, and the same for processes that ask at once. */
export async function keyOf(file: string): Promise<Buffer> {
  const known = await readKey(file);
  if (known !== null) return known;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(KEY_BYTES).toString('hex'));
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Another process made it at the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  for (let turn = 0; turn < 50; turn += 1) {
    const made = await readKey(file);
    if (made !== null) return made;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error(`${path.basename(file)} holds no key; remove it to have a new one made`);
}

async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return new RegExp(`^[0-9a-f]{${KEY_BYTES * 2}}$`).test(text) ? Buffer.from(text, 'hex') : null;
}
