import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { inRead, inTx, type Ctx } from '../context.js';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import type { ImportRow } from '../domain/catalogue/imports/batch.js';
import { beginLocalImport } from '../domain/catalogue/imports/begin.js';
import { factsOf } from '../domain/catalogue/imports/file.js';
import { runImport } from '../domain/catalogue/imports/run.js';
import { CATALOGUE_MAPPINGS, type CatalogueMapping } from '../domain/catalogue/lifecycle.js';
import { newId, publicId, uuidOf } from '../lib/ids.js';
import { isRefused } from '../lib/refusal.js';
import { configOrNull, say, stop } from './support/terminal.js';

const USAGE = `usage: npm run import -- --provider <id or slug> <file.jsonl|file.csv> [--mapping ${CATALOGUE_MAPPINGS.map((name) => name.toLowerCase()).join('|')}] [--report <file.jsonl>]
Run again after it was broken off, it continues where it was. Exits 0 when every row is in, 1 when some were refused, 2 when it could not be done.`;

interface Asked {
  readonly provider: { readonly id: string } | { readonly slug: string };
  readonly file: string;
  readonly mapping: CatalogueMapping;
  readonly report: string | null;
}

/** `npm run import`: takes a catalogue's file into drafts of a provider, for whoever runs the installation. */
async function main(args: readonly string[]): Promise<number> {
  const asked = askedOf(args);
  if (typeof asked === 'string') return stop(asked, USAGE);
  try {
    await access(asked.file);
  } catch {
    return stop(`There is no file ${asked.file} that can be read.`);
  }
  const config = configOrNull();
  if (config === null) return 2;
  const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, pino.destination(2));
  const provided = await reachDatabase(config, log);
  const db = openDatabase({
    url: provided.appUrl, max: 2, applicationName: 'marketplace import', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  try {
    return await run({ actor: { kind: 'system', name: 'import' }, db, now: () => new Date(), requestId: newId(), log }, asked);
  } finally {
    await db.close();
    await provided.stop();
  }
}

function askedOf(args: readonly string[]): Asked | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args], allowPositionals: true,
      options: { provider: { type: 'string' }, mapping: { type: 'string', default: 'canonical' }, report: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values: { provider, mapping, report }, positionals: [file, further] } = parsed;
  if (provider === undefined || file === undefined || further !== undefined) return 'Name the provider and one file.';
  const known = CATALOGUE_MAPPINGS.find((name) => name === mapping.toUpperCase());
  if (known === undefined) return `There is no mapping '${mapping}'.`;
  const id = uuidOf('provider', provider);
  return { provider: id === null ? { slug: provider } : { id }, file, mapping: known, report: report ?? null };
}

async function run(ctx: Ctx, { provider, file, mapping, report }: Asked): Promise<number> {
  const facts = await factsOf(file);
  if (facts.bytes > 2_147_483_647) return stop('The file is longer than 2 GB; import it in parts.');
  const begun = await inTx(ctx, 'catalogueImportStart', (tx) =>
    beginLocalImport(tx, provider, { ...facts, fileName: path.basename(file).slice(0, 255), mapping }));
  if (isRefused(begun)) return stop(...begun.errors.map(({ message }) => message));
  say(`${begun.continued ? 'continuing' : 'beginning'} ${publicId('catalogue_import', begun.importId)}`);
  const started = Date.now();
  const job = await runImport(ctx, begun.importId, file, showProgress());
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (job === null) return stop('The import is being run by somebody else, or is over.');
  if (report !== null) await writeReport(ctx, job, report);
  const seconds = (Date.now() - started) / 1000;
  const { imported, updated, unchanged, refused } = job;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({
    import: publicId('catalogue_import', job.id), state: job.state, imported, updated, unchanged, refused, seconds, peakRssMb: peakMb,
  })}\n`);
  if (job.state !== 'DONE') return stop(job.failure ?? 'It was not finished.');
  if (refused > 0 && report === null) await tellRefused(ctx, job);
  return refused > 0 ? 1 : 0;
}

function showProgress(): (job: ImportRow) => void {
  let last = 0;
  return (job) => {
    if (Date.now() - last < 500) return;
    last = Date.now();
    const done = job.imported + job.updated + job.unchanged + job.refused;
    const line = `· ${done} rows, ${Math.floor((100 * job.bytesDone) / Math.max(job.bytesTotal, 1))}%, ${job.refused} refused`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
  };
}

interface ReportLine {
  line: number;
  id: string | null;
  outcome: string;
  course: string | null;
  code: string | null;
  message: string | null;
}

/** The report lines of an import in order, a thousand at a time. */
async function* reportOf(ctx: Ctx, job: ImportRow, refusedOnly: boolean): AsyncGenerator<ReportLine[]> {
  for (let after = 0; ;) {
    const rows = await inRead(ctx, (sql) => sql<ReportLine[]>`
      select l.line_no as line, l.external_id as id, l.outcome::text as outcome, l.course_id::text as course, l.code, l.message
      from catalogue_import_line l where l.import_id = ${job.id} and l.line_no > ${after}
        and (${!refusedOnly} or l.outcome = 'REFUSED') order by l.line_no limit 1000`);
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, course: row.course === null ? null : publicId('course', row.course) }));
    after = rows.at(-1)?.line ?? after;
  }
}

async function writeReport(ctx: Ctx, job: ImportRow, to: string): Promise<void> {
  const out = createWriteStream(to);
  for await (const lines of reportOf(ctx, job, false)) out.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  out.end();
  await once(out, 'finish');
  say(`the report is in ${to}`);
}

const TOLD = 20;

async function tellRefused(ctx: Ctx, job: ImportRow): Promise<void> {
  let told = 0;
  for await (const lines of reportOf(ctx, job, true)) {
    for (const { line, id, message } of lines.slice(0, TOLD - told)) say(`line ${line}${id === null ? '' : ` (${id})`}: ${message ?? ''}`);
    told += lines.length;
    if (told >= TOLD) break;
  }
  if (job.refused > TOLD) say(`and ${job.refused - TOLD} more: --report <file> writes them all`);
}

process.exitCode = await main(process.argv.slice(2));
