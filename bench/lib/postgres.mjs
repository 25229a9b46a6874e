import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readSync, closeSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from './places.mjs';

/** What the measurements need beside the usual settings. Switched off until they are asked for, both cost next to nothing. */
const LIBRARIES = { shared_preload_libraries: 'pg_stat_statements,auto_explain' };

/** Lets the owner of the database read and reset the statistics of statements. */
const STATISTICS = `create extension if not exists pg_stat_statements;
grant execute on function pg_stat_statements_reset(oid, oid, bigint, boolean) to public;
`;

/**
 * Starts the PostgreSQL in a folder as the program does, at this release's tables, with statistics of statements and plans
 * at hand. Gives its addresses, its process number and `switchTo(settings)`, which changes settings of the running server.
 */
export async function startPostgres(dataDir, log) {
  const [{ startEmbedded }, { ensureRoles }, { migrate }] = await Promise.all([built('db/embedded'), built('db/roles'), built('db/migrate')]);
  const folder = await clusterOf(dataDir);
  if (!existsSync(folder)) await (await startEmbedded(dataDir, log)).stop();
  await installStatistics(dataDir, log);
  rmSync(path.join(folder, 'postgresql.auto.conf'), { force: true });
  const server = await startEmbedded(dataDir, log, LIBRARIES);
  try {
    const { appUrl } = await ensureRoles(server.ownerUrl, null);
    await migrate(server.ownerUrl, { say: () => undefined });
    const switchTo = (settings) => change(folder, server.pid(), settings);
    await switchTo({ 'pg_stat_statements.track': 'none', 'auto_explain.log_min_duration': '-1' });
    return { ownerUrl: server.ownerUrl, appUrl, pid: server.pid, switchTo, log: logReader(dataDir), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function clusterOf(dataDir) {
  const { clusterFolder } = await built('db/embedded/cluster');
  return clusterFolder(path.resolve(dataDir));
}

/** The superuser cannot sign in; the server run as a single user, while it is stopped, can do what only he may. */
async function installStatistics(dataDir, log) {
  const stamp = path.join(dataDir, 'statistics-installed');
  if (existsSync(stamp)) return;
  const [{ DATABASE }, { serverAccount }, { findBinaries }] = await Promise.all([
    built('db/embedded/cluster'), built('db/embedded/account'), built('db/embedded/binaries'),
  ]);
  const folder = await clusterOf(dataDir);
  const account = serverAccount(folder);
  const { postgres } = await findBinaries(account, log);
  const done = spawnSync(postgres, ['--single', '-D', folder, '-j', '-c', 'exit_on_error=true', DATABASE], {
    ...account, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' }, input: STATISTICS.split(';\n').filter(Boolean).map((line) => `${line};\n\n`).join(''),
  });
  if (done.status !== 0) throw new Error(`pg_stat_statements could not be installed: ${String(done.stderr)}`);
  writeFileSync(stamp, '');
}

/** Writes settings where PostgreSQL looks for them, and tells it to look. */
async function change(folder, pid, settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(path.join(folder, 'postgresql.auto.conf'), lines.join(''), { mode: 0o644 });
  process.kill(pid, 'SIGHUP');
  // Each backend takes them over before its next statement.
  await sleep(300);
}

/** What PostgreSQL writes to its log from now on. */
function logReader(dataDir) {
  const file = path.join(dataDir, 'postgres.log');
  return {
    mark: () => statSync(file).size,
    since: (from) => {
      const length = statSync(file).size - from;
      const bytes = Buffer.alloc(length);
      const fd = openSync(file, 'r');
      readSync(fd, bytes, 0, length, from);
      closeSync(fd);
      return bytes.toString('utf8');
    },
  };
}
