import { compareOwn, mendOwn } from '../domain/search/compareOwn.js';
import { reindex } from '../domain/search/reindex.js';
import { rebuildVocabulary } from '../domain/search/words.js';
import { searchCommand, type SearchCommand } from './support/searchCommand.js';
import { say } from './support/terminal.js';

/**
 * `npm run search:reindex [-- --force]`: makes what search knows anew: what PostgreSQL keeps, its vocabulary, and with MEILI_URL an index of
 * Meilisearch beside the live one, which it then replaces. Searches go on meanwhile. Broken off it leaves the live index as it was; give the
 * command again. Exits 1 where the index was not put in place: the engine failed, another run is under way, or the new one has less than
 * half of what was there (--force puts it in place all the same).
 */
async function main({ db, search, now, log, flags }: SearchCommand): Promise<number> {
  say('comparing what PostgreSQL keeps with the catalogue');
  const { missing, stale, superfluous, courses } = await compareOwn(db);
  const wrong = [...missing, ...stale, ...superfluous];
  await mendOwn(db, wrong);
  console.log(`PostgreSQL: ${courses} courses, ${wrong.length} mended`);
  say('making the vocabulary anew');
  await rebuildVocabulary(db);
  if (search === null) {
    console.log('Meilisearch: MEILI_URL is not set; PostgreSQL answers searches');
    return 0;
  }
  const result = await reindex({ db, search, now, log }, { force: flags.has('--force'), say });
  switch (result.kind) {
    case 'DONE':
      console.log(`Meilisearch: ${result.courses} courses in place, generation ${result.generation}`);
      return 0;
    case 'BUSY':
      console.log('Meilisearch: another run is building an index; nothing was done');
      return 1;
    case 'REFUSED':
      console.log(`Meilisearch: not replaced: ${result.reason}`);
      return 1;
  }
}

process.exitCode = await searchCommand(['--force'], main);
