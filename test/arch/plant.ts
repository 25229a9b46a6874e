import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const HERE = resolve(import.meta.dirname, '../..');
const made: string[] = [];

afterAll(async () => {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** The files that every small project needs for the gates to run on it. */
const BASE: Readonly<Record<string, string>> = {
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
  'package.json': JSON.stringify({ name: 'planted', version: '1.0.0', private: true, type: 'module' }),
  'scripts/gates/limits.json': JSON.stringify({ sourceLines: 250, modulesAtLeast: 1 }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2023', module: 'NodeNext', moduleResolution: 'NodeNext', types: ['node'], strict: true,
      noUncheckedIndexedAccess: true, verbatimModuleSyntax: true, skipLibCheck: true, noEmit: true,
      experimentalDecorators: true,
    },
    include: ['src', 'test'],
  }),
  'tsconfig.build.json': JSON.stringify({
    extends: './tsconfig.json', compilerOptions: { noEmit: false, rootDir: 'src', outDir: 'dist' }, include: ['src'],
  }),
};

/**
 * Makes a small project in a folder of its own, removed after the tests of the file: `BASE`, the
 * configuration files named in `configs` as this project has them, and `files`.
 */
export async function plant(files: Readonly<Record<string, string>>, configs: readonly string[] = []): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'gate-')));
  made.push(root);
  await symlink(join(HERE, 'node_modules'), join(root, 'node_modules'));
  for (const config of configs) {
    await mkdir(dirname(join(root, config)), { recursive: true });
    await copyFile(join(HERE, config), join(root, config));
  }
  await add(root, { ...BASE, ...files });
  return root;
}

/** Writes files into a planted project. */
export async function add(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

export interface Answer {
  readonly code: number;
  readonly output: string;
}

/** Runs one gate, as `npm run check` would, over a planted project. */
export function gate(name: string, root: string): Promise<Answer> {
  return command(process.execPath, [join(HERE, 'scripts/check.mjs'), '--only', name, '--root', root], root);
}

/** Writes the typed operations of a planted project, as `npm run codegen` would. */
export async function writeOperations(root: string): Promise<void> {
  const answer = await command(process.execPath, [join(HERE, 'scripts/codegen.mjs'), '--root', root], root);
  if (answer.code !== 0) throw new Error(answer.output);
}

/** Runs git in a planted project as somebody. */
export async function git(root: string, ...args: string[]): Promise<void> {
  const answer = await command('git', ['-c', 'user.name=Gate', '-c', 'user.email=gate@example.org', ...args], root);
  if (answer.code !== 0) throw new Error(answer.output);
}

function command(file: string, args: readonly string[], cwd: string): Promise<Answer> {
  return new Promise((done) => {
    execFile(file, args, { cwd, maxBuffer: 16_000_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ code, output: `${stdout}\n${stderr}` });
    });
  });
}
