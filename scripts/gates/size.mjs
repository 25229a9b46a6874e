import { readFile } from 'node:fs/promises';
import { committedFiles, GENERATED } from './project.mjs';

const SOURCE = /\.(ts|mts|cts|js|mjs|cjs)$|^(?!migrations\/).*\.sql$/u;

/** No source file, tests included, is longer than the limit; one that is becomes a folder of the same name. */
export const size = {
  name: 'size',
  says: 'no source file is too long',
  async check(project) {
    const max = project.limits.sourceLines;
    const files = (await committedFiles(project)).filter((file) => SOURCE.test(file) && !GENERATED.test(file));
    const problems = files.length === 0 ? ['there are no source files to measure'] : [];
    for (const file of files) {
      const lines = (await readFile(project.path(file), 'utf8')).replace(/\n$/u, '').split('\n').length;
      if (lines > max) problems.push(`${file} has ${lines} lines, at most ${max}: make it a folder of the same name`);
    }
    return { problems, note: `${files.length} source files, none longer than ${max} lines` };
  },
};
