import { readFile } from 'node:fs/promises';
import { generatedFiles, generateOperations } from '../lib/codegen.mjs';

/**
 * The typed operations of clients are what schema.graphql and their documents make of them, so that a change of the
 * contract which breaks a client of ours fails here or in the compiler. No other file bears the name of a generated one,
 * since those escape the limits on length.
 */
export const codegen = {
  name: 'codegen',
  says: 'the typed operations of clients are those of schema.graphql',
  async check(project) {
    let made;
    try {
      made = await generateOperations(project);
    } catch (error) {
      return { problems: (error instanceof Error ? error.message : String(error)).split('\n') };
    }
    if (made.size === 0) return { problems: ['there are no operations to generate types for'] };
    const problems = [];
    for (const [file, text] of made) {
      const there = await readFile(project.path(file), 'utf8').catch(() => null);
      if (there === null) problems.push(`${file} is missing`);
      else if (there !== text) problems.push(`${file} is not what schema.graphql makes of its operations`);
    }
    const strays = (await generatedFiles(project)).filter((file) => !made.has(file));
    problems.push(...strays.map((file) => `${file} has the name of a generated file, and nothing generates it`));
    if (problems.length > 0) problems.push('write them with: npm run codegen');
    return { problems, note: `${made.size} generated files are what schema.graphql makes of them` };
  },
};
