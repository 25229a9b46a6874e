import { problemsOf, runTool } from './project.mjs';

/** The whole project, tests and scripts included, through the compiler. */
export const types = {
  name: 'types',
  says: 'the compiler accepts everything',
  async check(project) {
    return { problems: problemsOf(await runTool(project, 'typescript/bin/tsc', ['--noEmit', '-p', '.']), 'tsc') };
  },
};
