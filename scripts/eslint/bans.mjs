/** Syntax that only certain files may use (`no-restricted-syntax`), each with the reason a reader is told. */

const environment = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "VariableDeclarator[init.name='process'] Property[key.name='env']",
  "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
].map((selector) => ({
  selector, message: 'The environment is read in src/config.ts only: take the value from the Config.',
}));

const transaction = [{
  selector: "CallExpression[callee.property.name='transaction']",
  message: 'A transaction opens in src/context.ts only: use inTx.',
}, {
  selector: "CallExpression[callee.property.name='begin']",
  message: 'A transaction opens in src/context.ts only: use inTx or inRead.',
}];

const defaultExport = [{
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that a thing has one name everywhere.',
}, {
  selector: "ExportSpecifier[exported.name='default']",
  message: 'Export by name, so that a thing has one name everywhere.',
}];

const clock = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
].map((selector) => ({ selector, message: 'The only clock of the business is ctx.now() (tx.now in a transaction).' }));

const sqlInResolver = [
  "MemberExpression[property.name='sql']",
  "MemberExpression[property.name='orm']",
  "TaggedTemplateExpression[tag.name='sql']",
].map((selector) => ({ selector, message: 'No SQL in a resolver: call a use case, or read through the shapes.' }));

const inheritance = [{
  selector: ':matches(ClassDeclaration, ClassExpression)[superClass]',
  message: 'No resolver inheritance: write the field, or share a function.',
}];

const unfinishedTest = [{
  selector: "MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip|todo|fails)$/]",
  message: 'No test is left out or singled out: make it pass, or delete it with its reason in the commit.',
}];

/** What each kind of file may not use. */
export const bans = { environment, transaction, defaultExport, clock, sqlInResolver, inheritance, unfinishedTest };
