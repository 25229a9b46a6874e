import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file as it was received. */
export interface ReceivedFile {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** The files that people send here, in a folder of this machine. */
export interface UploadFiles {
  /** Writes a stream to a new file without holding it; TOO_LARGE where it goes past the limit, and then nothing is kept. */
  receive(body: Readable, limit: number): Promise<ReceivedFile | 'TOO_LARGE'>;
  /** Where the file of a key lies, or null where it is not kept any more. */
  find(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
  /** Removes what lies there longer than so many milliseconds, whoever wrote it. */
  sweep(olderThanMs: number): Promise<void>;
}

class TooLarge extends Error {}

/** The store of files under the data folder; the server and the worker must share it. */
export function uploadFiles(dataDir: string): UploadFiles {
  const folder = path.join(dataDir, 'uploads');
  const pathOf = (key: string): string => {
    if (!/^[0-9a-f]{32}$/.test(key)) throw new Error('this is no key of an upload');
    return path.join(folder, key);
  };
  return {
    receive: async (body, limit) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const key = randomBytes(16).toString('hex');
      const hash = createHash('sha256');
      let bytes = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          hash.update(chunk);
          if (bytes > limit) done(new TooLarge());
          else done(null, chunk);
        },
      });
      try {
        await pipeline(body, measure, createWriteStream(pathOf(key), { flags: 'wx', mode: 0o600, flush: true }));
      } catch (error) {
        await rm(pathOf(key), { force: true });
        if (error instanceof TooLarge) return 'TOO_LARGE';
        throw error;
      }
      return { key, bytes, sha256: hash.digest('hex') };
    },
    find: async (key) => ((await stat(pathOf(key)).catch(() => null)) === null ? null : pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    sweep: async (olderThanMs) => {
      for (const name of await readdir(folder).catch(() => [])) {
        const found = await stat(path.join(folder, name)).catch(() => null);
        if (found !== null && Date.now() - found.mtimeMs > olderThanMs) await rm(path.join(folder, name), { force: true });
      }
    },
  };
}
