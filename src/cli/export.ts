import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Ctx } from '../context.js';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { exportedCourses, providerToExport } from '../domain/catalogue/exports/courses.js';
import { EXPORT_FORMATS, exportFormat, exportText, type ExportFormat } from '../domain/catalogue/exports/formats.js';
import type { ExportSelection } from '../domain/catalogue/exports/page.js';
import { isRefused } from '../lib/refusal.js';
import { configOrNull, say, stop } from './support/terminal.js';

const USAGE = `usage: npm run export -- [--provider <id or slug>] [--drafts] [--format ${EXPORT_FORMATS.join('|')}] [<file>]
Without a provider the whole catalogue; with --drafts all courses of the provider, each in its newest version. The format is that of
the file's name when none is named, else jsonl. Without a file it writes to the standard output (say npm run --silent then).`;

interface Asked {
  readonly provider: string | null;
  readonly drafts: boolean;
  readonly format: ExportFormat;
  readonly file: string | null;
}

/** `npm run export`: takes the catalogue, or a provider's courses, out into a file, for whoever runs the installation. */
async function main(args: readonly string[]): Promise<number> {
  const asked = askedOf(args);
  if (typeof asked === 'string') return stop(asked, USAGE);
  const config = configOrNull();
  if (config === null) return 2;
  const provided = await reachDatabase(config, pino({ level: 'warn' }, pino.destination(2)));
  const db = openDatabase({
    url: provided.appUrl, max: 1, applicationName: 'marketplace export', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  try {
    return await run({ actor: { kind: 'system', name: 'export' }, db }, asked, config.publicUrl);
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
      options: { provider: { type: 'string' }, drafts: { type: 'boolean', default: false }, format: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values: { provider, drafts, format }, positionals: [file, further] } = parsed;
  if (further !== undefined) return 'Name one file.';
  if (drafts && provider === undefined) return 'Name the provider whose drafts are wanted.';
  const ending = file === undefined ? '' : path.extname(file).slice(1);
  const known = format === undefined ? exportFormat(ending) ?? 'jsonl' : exportFormat(format);
  if (known === null) return `There is no format '${format ?? ''}'.`;
  return { provider: provider ?? null, drafts, format: known, file: file ?? null };
}

async function run(ctx: Pick<Ctx, 'actor' | 'db'>, { provider, drafts, format, file }: Asked, base: string | null): Promise<number> {
  let selection: ExportSelection = { providerId: null, drafts: false };
  if (provider !== null) {
    const found = await providerToExport(ctx, provider, drafts);
    if (isRefused(found)) return stop('There is no such provider, or none that is VERIFIED.');
    selection = { providerId: found.providerId, drafts };
  }
  const progress = { courses: 0, saidAt: performance.now(), began: performance.now() };
  const chunks = exportText(format, exportedCourses(ctx, selection, base), (courses) => {
    progress.courses = courses;
    if (performance.now() - progress.saidAt < 1000) return;
    progress.saidAt = performance.now();
    say(`${courses} courses`);
  });
  try {
    const from = Readable.from(chunks, { objectMode: true, highWaterMark: 1 });
    await (file === null ? pipeline(from, process.stdout, { end: false }) : pipeline(from, createWriteStream(file)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return 2;
    if (file !== null && code !== undefined && ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS'].includes(code)) return stop(`${file} cannot be written: ${message}`);
    throw error;
  }
  const seconds = (performance.now() - progress.began) / 1000;
  say(`${progress.courses} courses as ${format} to ${file ?? 'the standard output'} in ${seconds.toFixed(1)} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
