import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { SERVER_FLAGS } from '../../scripts/lib/serverFlags.mjs';
import { BENCH } from './places.mjs';

/** Who takes part, the measure of all first; `of` is whose server it is a variety of, `application` is the name of its connections, `needs` is the oldest Node that runs it, `knows` says what it can be asked. */
export const CONTENDERS = {
  ceiling: { application: 'bench-ceiling', about: 'node:http, one hand-written prepared statement', needs: 20, knows: ({ mutation }) => mutation !== true },
  ours: { application: 'marketplace', about: 'the program as it is started in production', needs: 20, knows: () => true },
  unkept: { of: 'ours', plant: 'unkept', application: 'marketplace', about: 'ours, which keeps no answer and reads each from its cards', needs: 20, knows: ({ mutation, who }) => mutation !== true && who === null },
  naive: { application: 'bench-naive', about: 'Apollo standalone, type-graphql, drizzle, DataLoader', needs: 20, knows: ({ name }) => ['cataloguePage', 'courseDetail', 'providerPage'].includes(name) },
  postgraphile: { application: 'bench-postgraphile', about: 'PostGraphile 5 over views of the same tables', needs: 22, knows: ({ postgraphile }) => postgraphile !== undefined },
};

const READY_MS = 60_000;
const STOP_MS = 12_000;

/**
 * Starts a contender as a process of its own on the running server. Gives its address, its process and `stop`. What it says goes to a
 * file in the data folder. `node` is the Node that runs it, `plant` makes ours slower on purpose (contenders/ours/plant.mjs).
 */
export async function startContender(name, { server, dataDir, node = process.execPath, plant = '' }) {
  const logs = path.join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const file = path.join(logs, `${name}.log`);
  const log = openSync(file, 'w');
  const { of: folder = name, plant: own = plant } = CONTENDERS[name];
  const flags = folder === 'ours' ? SERVER_FLAGS : [];
  const child = spawn(node, [...flags, path.join(BENCH, 'contenders', folder, 'server.mjs')], {
    cwd: path.dirname(BENCH), stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', BENCH_PLANT: own },
  });
  closeSync(log);
  try {
    const { url } = await ready(child, { ownerUrl: server.ownerUrl, appUrl: server.appUrl, dataDir }, file);
    return { name, url, child, pid: child.pid, ended: () => child.exitCode !== null || child.signalCode !== null, stop: () => stop(child) };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${name} did not start: ${error.message}`);
  }
}

function ready(child, parts, file) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing was heard of it for ${READY_MS / 1000} s; see ${file}`)), READY_MS);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`it ended; see ${file}`)));
    child.once('message', (message) => {
      clearTimeout(timer);
      if (message.url !== undefined) resolve(message);
      else reject(new Error(message.error));
    });
    child.send(parts);
  });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
