import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildMarketplaceSchema } from '../schema/build.js';

/**
 * Prints the public contract in a stable order; with `--write` into `schema.graphql` of the working folder.
 * Needs no database and no configuration.
 */
async function main(): Promise<void> {
  const text = `${printSchema(lexicographicSortSchema(await buildMarketplaceSchema()))}\n`;
  if (process.argv.includes('--write')) await writeFile('schema.graphql', text);
  else process.stdout.write(text);
}

await main();
