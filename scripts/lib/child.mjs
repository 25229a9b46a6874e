import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often it is looked whether npm, which started us, is still there. */
const WATCH_MS = 500;

/**
 * Runs a Node program in place of this one and resolves to its exit code. Signals are passed on. With `channel`
 * the program holds a line to this process: when this one is killed it notices, and nothing is left running.
 */
export function runNode(args, { cwd, channel }) {
  return new Promise((resolve, reject) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])];
    const child = spawn(process.execPath, args, { cwd, stdio });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const watch = watchLauncher(() => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
    });
  });
}

/** npm waits for what it runs: if it is gone, it was killed, and what it ran has nobody left to stop it. */
function watchLauncher(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const launcher = launcherPid();
  const timer = setInterval(() => {
    if (launcherPid() === launcher) return;
    clearInterval(timer);
    onGone();
  }, WATCH_MS);
  timer.unref();
  return timer;
}

/** The parent, or its parent where a shell stands between npm and us. */
function launcherPid() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const isShell = /^\d+ \((sh|dash|bash|ash|busybox)\)/.test(stat);
    return isShell ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] : String(parent);
  } catch {
    return String(parent);
  }
}
