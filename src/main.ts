import 'reflect-metadata';
import cluster from 'node:cluster';
import { ConfigError, loadConfig, type Config } from './config.js';
import { DataDirInUse } from './db/embedded/hold.js';
import { MigrationError } from './db/migrate.js';
import { DatabaseSetupError } from './db/roles.js';
import { boundHeap } from './lib/collector.js';
import { marketplaceOf } from './marketplace.js';
import { beServerProcess } from './processes/member.js';
import { createLog } from './transport/log.js';

/** From the signal to the end of the process. */
const STOP_WITHIN_MS = 9_500;

boundHeap();

const started = Date.now();
const config = configOrExit();
const log = createLog({ level: config.logLevel });
const marketplace = marketplaceOf(config, log, step, () => new Date(), (why) => {
  log.fatal({ why }, 'giving up');
  void stop(why, 1);
});
let stopping = false;

if (cluster.isWorker) beServerProcess(config, log);
else await run();

async function run(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => { void stop(signal, 0); });
  // Started through scripts/run.mjs we hold a channel to it: when it is killed, nobody is left to stop us.
  process.on('disconnect', () => { void stop('the starting process is gone', 0); });
  try {
    const url = await marketplace.start();
    step(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s at ${url}`);
  } catch (error) {
    explain(error);
    await stop('the start failed', 1);
  }
}

/** Closes everything, within the time that whoever sent the signal gives us. */
async function stop(why: string, exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (exitCode === 0) step(`stopping (${why})`);
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await marketplace.stop();
  process.exit(exitCode);
}

function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exit(2);
  }
}

/** A step of starting or stopping: a line for the person at the terminal, a log entry in production. */
function step(line: string): void {
  if (config.production) log.info(line);
  else process.stderr.write(`· ${line}\n`);
}

/** A sentence where the reason is the operator's to put right, the whole error where it is not. */
function explain(error: unknown): void {
  const known = error instanceof DataDirInUse || error instanceof MigrationError || error instanceof DatabaseSetupError
    || error instanceof ConfigError;
  if (known) process.stderr.write(`${error.message}\n`);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    process.stderr.write(`PORT: ${config.port} is in use by another program; set PORT to a free one.\n`);
  } else log.fatal({ err: error }, 'the start failed');
}
