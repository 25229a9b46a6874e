import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { arrange } from './arrange.mjs';
import { built } from './places.mjs';
import { startPostgres } from './postgres.mjs';

/** Another number makes the data anew: raise it when what is made changes. */
const VERSION = 1;
const SEED = 1;
const BATCH = 500;

/**
 * Starts PostgreSQL on a marketplace of so many courses and seats, which is made at the first time and kept. Gives the running server
 * and what the operations need to know of the data. `say` is told how far it is.
 */
export async function provideData({ courses, seats }, log, say) {
  const { loadConfig } = await built('config');
  const dataDir = path.join(loadConfig({}).dataDir, 'bench', `courses-${courses}-seats-${seats}`);
  const stamp = path.join(dataDir, 'made.json');
  const wanted = { version: VERSION, seed: SEED };
  const kept = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : null;
  if (kept !== null && (kept.version !== wanted.version || kept.seed !== wanted.seed)) {
    say('the data are of another release: they are made anew');
    rmSync(dataDir, { recursive: true });
  }
  const server = await startPostgres(dataDir, log);
  const owner = postgres(server.ownerUrl, { max: 2, onnotice: () => undefined, connection: { application_name: 'bench' } });
  try {
    if (!existsSync(stamp)) {
      await make(owner, courses, say);
      writeFileSync(stamp, JSON.stringify({ ...wanted, arranged: await arrange({ dataDir, server, owner, seats, say }) }));
      say('the data are settled (vacuum, analyze, checkpoint)');
      await owner.unsafe('vacuum (analyze)');
      await owner.unsafe('checkpoint').catch(() => undefined);
    }
    const { arranged } = JSON.parse(readFileSync(stamp, 'utf8'));
    return { dataDir, server, owner, facts: { ...arranged, ...await survey(owner) }, stop: () => stop(owner, server) };
  } catch (error) {
    await stop(owner, server);
    throw error;
  }
}

async function stop(owner, server) {
  await owner.end({ timeout: 5 });
  await server.stop();
}

async function make(owner, courses, say) {
  const [{ makeMarketplace }, { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER }] = await Promise.all([
    built('db/seed/large/load'), built('transport/development/people'),
  ]);
  say(`making ${courses} courses`);
  let told = Date.now();
  await makeMarketplace(owner, {
    courses, seed: SEED, now: new Date(), issuer: DEVELOPMENT_ISSUER, people: DEMONSTRATION_PEOPLE, batch: BATCH,
    progress: (made) => {
      if (Date.now() - told < 5_000) return;
      told = Date.now();
      say(`${made} of ${courses} courses`);
    },
  });
}

const QUERIES = ['data', 'right to information', 'public procurement', 'leave rules', 'office procedure', 'water', 'budget and accounts', 'ethics in administration'];

/** What is asked for: the same for the same data. */
async function survey(owner) {
  const { publicId } = await built('lib/ids');
  const frequent = await owner`
    select k.competency_id as id, l.language, count(*)::int as n from catalogue_entry e join course_version_competency k on k.course_version_id = e.course_version_id
      cross join (values ('en'), ('hi')) as l(language) where e.listed and e.language_ranges @> array[l.language]
    group by 1, 2 having count(*) > 25 order by 3 desc, 1, 2 limit 8`;
  const pages = [];
  for (const { id, language } of frequent) {
    const competencyId = publicId('competency', id);
    const [deep] = await owner`
      select e.published_at::text as at, e.course_id as id from catalogue_entry e where e.listed and e.language_ranges @> array[${language}]
        and exists (select 1 from course_version_competency k where k.course_version_id = e.course_version_id and k.competency_id = ${id})
      order by e.published_at desc, e.course_id desc offset 4 limit 1`;
    pages.push({ language, competencyId, after: null });
    pages.push({ language, competencyId, after: Buffer.from(JSON.stringify(['NEWEST', 'DESC', deep.at, deep.id])).toString('base64url') });
  }
  const slugs = await owner`select c.slug from catalogue_entry e join course c on c.id = e.course_id where e.listed order by md5(c.slug) limit 64`;
  const providers = await owner`
    select o.slug from organisation o join catalogue_entry e on e.provider_id = o.id where o.state = 'VERIFIED' and e.listed
    group by o.slug having count(*) > 12 order by md5(o.slug) limit 16`;
  return { pages, slugs: slugs.map(({ slug }) => slug), providers: providers.map(({ slug }) => slug), queries: QUERIES };
}
