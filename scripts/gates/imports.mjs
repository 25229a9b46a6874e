import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { filesUnder } from './project.mjs';

const require = createRequire(import.meta.url);
const RELATIVE_IMPORT = /^\s*(?:import|export)\b[^;]*?\bfrom\s+'\.{1,2}\//mu;

/**
 * The import rules of .dependency-cruiser.cjs over src. dependency-cruiser passes over what it cannot parse
 * without a word, so the modules it saw are counted against the files there are, and a file that imports
 * another of ours must be seen to do so.
 */
export const imports = {
  name: 'imports',
  says: 'who may import whom',
  async check(project) {
    const files = (await filesUnder(project, 'src')).filter((file) => file.endsWith('.ts'));
    const { modules, violations } = await cruiseSource(project);
    const problems = violations.map(({ rule, from, to, cycle, comment }) => {
      const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' -> ');
      return `${rule.name}: ${from} -> ${way}${comment === undefined ? '' : ` (${comment})`}`;
    });
    problems.push(...await unseen(project, files, modules));
    return { problems, note: `${modules.length} modules of src, ${countEdges(modules)} imports between them` };
  },
};

async function cruiseSource(project) {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTsConfig } = await import('dependency-cruiser/config-utl/extract-ts-config');
  const config = require(project.path('.dependency-cruiser.cjs'));
  const { forbidden, options } = config;
  const result = await cruise(
    ['src'],
    { ...options, baseDir: project.root, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTsConfig(project.path(options.tsConfig.fileName)) },
  );
  const comments = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
  return {
    modules: result.output.modules.filter((module) => /^src\/.*\.ts$/u.test(module.source)),
    violations: result.output.summary.violations
      .map((violation) => ({ ...violation, comment: comments.get(violation.rule.name) })),
  };
}

function localImports(module) {
  return module.dependencies.filter((dependency) => dependency.resolved.startsWith('src/'));
}

/** Whether it was seen to import another file, whether or not that file is there. */
function importsOthers(module) {
  return module.dependencies.some((dependency) => dependency.module.startsWith('.'));
}

function countEdges(modules) {
  return modules.reduce((sum, module) => sum + localImports(module).length, 0);
}

async function unseen(project, files, modules) {
  const problems = [];
  const { modulesAtLeast } = project.limits;
  if (files.length < modulesAtLeast) {
    problems.push(`src has ${files.length} .ts files; fewer than ${modulesAtLeast} means that the rules saw too little`);
  }
  const seen = new Map(modules.map((module) => [module.source, module]));
  for (const file of files) {
    const module = seen.get(file);
    if (module === undefined) {
      problems.push(`${file} was not seen by the import rules`);
    } else if (!importsOthers(module) && RELATIVE_IMPORT.test(await readFile(project.path(file), 'utf8'))) {
      problems.push(`${file} imports other files, and the import rules saw none of it: it was not parsed`);
    }
  }
  return problems;
}
