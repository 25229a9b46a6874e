/** Lint rules of our own, for what no published rule says. */

const RE_EXPORTS = new Set(['ExportAllDeclaration', 'ExportNamedDeclaration']);

/** Whether a statement only passes on what another file exports. */
function isReExport(statement) {
  return RE_EXPORTS.has(statement.type) && Boolean(statement.source);
}

/** A file that only re-exports hides where a thing is; import from the file that has it. */
const noBarrel = {
  meta: {
    type: 'problem',
    docs: { description: 'no file that only re-exports' },
    messages: {
      barrel: 'A file that only re-exports is a barrel: import from the file that has the thing.',
      all: '`export *` hides what a file exports: import from the file that has the thing.',
    },
    schema: [],
  },
  create(context) {
    return {
      ExportAllDeclaration(node) {
        context.report({ node, messageId: 'all' });
      },
      Program(node) {
        const rest = node.body.filter((statement) => statement.type !== 'ImportDeclaration');
        if (rest.length > 0 && rest.every((statement) => isPassedOn(statement, node.body))) {
          context.report({ node, messageId: 'barrel' });
        }
      },
    };
  },
};

/** `export { a } from './a.js'`, or `import { a } from './a.js'; export { a };` in two steps. */
function isPassedOn(statement, body) {
  if (isReExport(statement)) return true;
  if (statement.type !== 'ExportNamedDeclaration' || statement.declaration) return false;
  const imported = new Set(body
    .filter((other) => other.type === 'ImportDeclaration')
    .flatMap((other) => other.specifiers.map((specifier) => specifier.local.name)));
  return statement.specifiers.length > 0
    && statement.specifiers.every((specifier) => imported.has(specifier.local.name));
}

const DESCRIBES = /^describe(\.(concurrent|sequential|each|for|runIf|skipIf)\b.*)?$/su;

/** `max-lines-per-function` for tests: a `describe` is a heading, not a function, and has no limit. */
const maxTestLines = {
  meta: {
    type: 'suggestion',
    docs: { description: 'a limit on the lines of a function, headings of tests excepted' },
    messages: { long: 'This function has {{lines}} lines; at most {{max}} are allowed.' },
    schema: [{ type: 'integer', minimum: 1 }],
  },
  create(context) {
    const max = context.options[0] ?? 60;
    function judge(node) {
      const call = node.parent?.type === 'CallExpression' ? node.parent : null;
      if (call && DESCRIBES.test(context.sourceCode.getText(call.callee))) return;
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines > max) context.report({ node, messageId: 'long', data: { lines: String(lines), max: String(max) } });
    }
    return { FunctionDeclaration: judge, FunctionExpression: judge, ArrowFunctionExpression: judge };
  },
};

/** The plugin, used as `local/...` in eslint.config.js. */
export const localRules = { rules: { 'no-barrel': noBarrel, 'max-test-lines': maxTestLines } };
