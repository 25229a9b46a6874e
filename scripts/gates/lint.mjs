import { committedFiles, GENERATED } from './project.mjs';

const LINTED = /^(src|test|scripts|bench)\/.*\.(ts|mjs|js|cjs)$|^[^/]+\.(config\.(ts|js|mjs)|cjs)$/u;

/** Type-aware lint of all code; a file that lint passes over unseen is a failure too. */
export const lint = {
  name: 'lint',
  says: 'limits, promises, switches, any, environment, transactions, barrels',
  async check(project) {
    const files = (await committedFiles(project)).filter((file) => LINTED.test(file) && !GENERATED.test(file));
    if (files.length === 0) return { problems: ['there is nothing to lint'] };
    return lintFiles(project, files);
  },
};

/** graphql-eslint over the printed contract. */
export const graphqlLint = {
  name: 'contract',
  says: 'schema.graphql keeps to schema-recommended and schema-relay, all of it described',
  async check(project) {
    const files = (await committedFiles(project)).filter((file) => file === 'schema.graphql');
    if (files.length === 0) return { problems: ['there is no schema.graphql'] };
    return lintFiles(project, files);
  },
};

async function lintFiles(project, files) {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: project.root, errorOnUnmatchedPattern: true, warnIgnored: true });
  const results = await eslint.lintFiles(files);
  const problems = results.flatMap((result) => result.messages.map((message) => {
    const file = result.filePath.slice(project.root.length + 1);
    return `${file}:${message.line ?? 0}:${message.column ?? 0} ${message.message} [${message.ruleId ?? 'eslint'}]`;
  }));
  if (results.length !== files.length) {
    problems.push(`${files.length} files were to be linted, ${results.length} were`);
  }
  return { problems, note: `${results.length} files linted` };
}
