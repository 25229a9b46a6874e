import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

function listIn(file: string, pattern: RegExp): unknown {
  return JSON.parse((pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 'null').replaceAll('\'', '"'));
}

it('the image starts the server with the flags that the scripts give it', () => {
  const flags = listIn('scripts/lib/serverFlags.mjs', /SERVER_FLAGS = (\[.*\]);/u) as string[];
  expect(flags.length).toBeGreaterThan(0);
  expect(listIn('Dockerfile', /^CMD (\[.*\])$/mu)).toEqual(['node', ...flags, 'dist/main.js']);
});
