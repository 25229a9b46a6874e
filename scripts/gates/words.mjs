import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { dirname } from 'node:path';
import { committedFiles, run } from './project.mjs';

/** Files in which a container's own paths are meant. */
const CONTAINER_FILES = new Set(['Dockerfile', 'compose.yaml', '.dockerignore']);
const BEFORE_A_PATH = '(?<![\\w.~}-])';

/** What must not be committed, whatever the machine. Written so that no line here is one of them. */
const FIXED = [
  [/\b(?:TO[D]O|FIX[M]E)\b/u, 'is unfinished: do it, or open an issue'],
  [/(?<![\w.~}-])\/(?:home|Users)\/[\w.-]+\//u, "names a person's folder"],
  [/(?<![\w.~}-])\/(?:root|tmp)\/[\w.-]/u, "names a machine's folder: take it from node:os"],
  [/\b[A-Z]:\\\\?Users\\/u, "names a person's folder"],
  [/\bregistry\.(?:npmjs\.org|yarnpkg\.com)\b|\bnpm\.pkg\.github\.com\b/u, 'names a package registry'],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/u, 'holds a private key'],
];

/** Nothing committed names this machine, a registry, or work left undone; the lock file has no addresses. */
export const words = {
  name: 'words',
  says: 'nothing names this machine, a registry or work left undone',
  async check(project) {
    const patterns = [...FIXED, ...await patternsOfThisMachine(project)];
    const problems = [];
    const files = await committedFiles(project);
    for (const file of files) {
      const bytes = await readFile(project.path(file));
      if (bytes.includes(0)) continue;
      problems.push(...judge(file, bytes.toString('utf8'), patterns));
    }
    return { problems, note: `${files.length} files read` };
  },
};

function judge(file, text, patterns) {
  if (file === 'package-lock.json') return judgeLock(text);
  const name = file.split('/').at(-1) ?? file;
  return text.split('\n').flatMap((line, index) => patterns
    .filter(([pattern, , isPath]) => !(isPath && CONTAINER_FILES.has(name)) && pattern.test(line))
    .map(([pattern, why]) => `${file}:${index + 1} ${why}: ${pattern.exec(line)?.[0].trim() ?? ''}`));
}

/** An address in the lock file ties every install to the registry that one person used. */
function judgeLock(text) {
  const { packages = {} } = JSON.parse(text);
  return Object.entries(packages)
    .filter(([, entry]) => typeof entry.resolved === 'string' && /^[a-z+]+:\/\//u.test(entry.resolved))
    .map(([path]) => `package-lock.json: ${path} has a 'resolved' address; install with omit-lockfile-registry-resolved`);
}

/** The folders this clone lies in, the home of who runs this, the host's name and the registry in use. */
async function patternsOfThisMachine(project) {
  const paths = [project.root, dirname(project.root), homedir()].filter((path) => path.length > 1);
  const patterns = paths.map((path) => [
    new RegExp(`${BEFORE_A_PATH}${escaped(path)}(?![\\w.-])`, 'u'),
    'names a folder of this machine', true,
  ]);
  const host = hostname();
  if (host.length >= 5 && host !== 'localhost') {
    patterns.push([new RegExp(`\\b${escaped(host)}\\b`, 'u'), 'names this machine']);
  }
  const registry = registryHost(await run('npm', ['config', 'get', 'registry'], { cwd: project.root }));
  if (registry !== null) patterns.push([new RegExp(escaped(registry), 'u'), 'names the package registry in use']);
  return patterns;
}

function registryHost({ code, stdout }) {
  const address = stdout.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !URL.canParse(address)) return null;
  const { hostname: name } = new URL(address);
  return name === '' || name === 'localhost' || name === '127.0.0.1' ? null : name;
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
