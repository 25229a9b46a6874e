import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The names of the scripts that a text tells people to run. */
function commandsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map((match) => match[1] ?? ''))];
}

const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

it.each(documents)('every command that %s names exists', (document) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const missing = commandsIn(readFileSync(document, 'utf8')).filter((name) => !Object.hasOwn(scripts, name));
  expect(missing).toEqual([]);
});

it('finds the commands of a text', () => {
  expect(commandsIn('`npm run jobs [-- replay]`, `$(npm run --silent token -- curator)`, npm start')).toEqual(['jobs', 'token']);
});
