import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CatalogueFormat } from '../lifecycle.js';

/** What identifies a file: the same content is the same file, whatever its name. */
export interface FileFacts {
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a file once, without holding it. */
export async function factsOf(file: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { sha256: hash.digest('hex'), bytes: (await stat(file)).size };
}

/** The format that a file's name, or else its media type, says; JSONL where neither does. */
export function formatOf(fileName: string, mediaType = ''): CatalogueFormat {
  if (/\.(csv|tsv|tab)$/i.test(fileName)) return 'CSV';
  if (/\.(jsonl|ndjson|json)$/i.test(fileName)) return 'JSONL';
  return /csv|tab-separated/i.test(mediaType) ? 'CSV' : 'JSONL';
}
