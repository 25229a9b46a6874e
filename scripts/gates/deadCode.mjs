import { problemsOf, runTool } from './project.mjs';

/** No file, export or dependency that nothing uses, and none used that package.json does not name. */
export const deadCode = {
  name: 'dead-code',
  says: 'knip finds no unused file, export or dependency',
  async check(project) {
    const found = await runTool(project, 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']);
    return { problems: problemsOf(found, 'knip') };
  },
};
