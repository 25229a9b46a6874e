import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What a gate is given: where the project lies, and the numbers it is held to. */
export async function openProject(root) {
  const limits = JSON.parse(await readFile(join(root, 'scripts/gates/limits.json'), 'utf8'));
  return { root, limits, path: (...parts) => join(root, ...parts) };
}

/**
 * Runs a command without a shell and gives its exit code and all it said. Never throws for a failing
 * command; one that takes longer than `timeoutMs` is killed and counts as failed.
 */
export function run(command, args, { cwd, timeoutMs = 300_000, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = [];
    const err = [];
    let late = false;
    const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, timeoutMs);
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', (error) => { err.push(Buffer.from(error.message)); });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (late) err.push(Buffer.from(`\nstopped after ${timeoutMs / 1000} s`));
      const stdout = Buffer.concat(out).toString('utf8');
      const stderr = Buffer.concat(err).toString('utf8');
      resolve({ code: late ? 1 : (code ?? 1), stdout, output: [stdout, stderr].filter(Boolean).join('\n') });
    });
  });
}

/** Runs a tool out of the project's node_modules with this Node. */
export function runTool(project, tool, args, options = {}) {
  return run(process.execPath, [project.path('node_modules', tool), ...args], { cwd: project.root, ...options });
}

/** What a failed tool said, as problems: one a line, blank lines left out, never empty. */
export function problemsOf({ code, output }, what) {
  if (code === 0) return [];
  const lines = output.split('\n').map((line) => line.trimEnd()).filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [`${what} failed with exit code ${code} and said nothing`];
}

/**
 * Files that only `npm run codegen` writes: one file each by the tools' own form, so they are exempt from the limits on
 * length and from lint; the gate `codegen` sees to it that they are what is generated, and that no other file is named so.
 */
export const GENERATED = /\.generated\.ts$|\/__generated__\//u;

const NEVER = new Set(['node_modules', 'dist', '.data', 'coverage', '.git']);

/** All files below a folder, as paths from the root with `/`; an absent folder has none. */
export async function filesUnder(project, folder = '.') {
  const found = [];
  await walk(project.path(folder), found);
  return found.map((path) => relative(project.root, path).split(sep).join('/')).sort();
}

async function walk(folder, found) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (NEVER.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, found);
    else if (entry.isFile()) found.push(path);
  }
}

/** The files that are committed or would be: tracked, and new ones that .gitignore lets through. */
export async function committedFiles(project) {
  const listed = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: project.root });
  if (listed.code !== 0) return filesUnder(project);
  const present = new Set(await filesUnder(project));
  return listed.stdout.split('\0').filter((file) => present.has(file));
}
