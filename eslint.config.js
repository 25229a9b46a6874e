import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';
import { bans } from './scripts/eslint/bans.mjs';
import { graphqlRules } from './scripts/eslint/graphql.mjs';
import { localRules } from './scripts/eslint/rules.mjs';

const TYPESCRIPT = ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', '*.config.ts'];
const PLAIN = ['**/*.{js,mjs,cjs}'];
const CONFIGS = ['*.config.{ts,js,mjs}', '*.cjs'];

/** A `no-restricted-syntax` entry of some of the bans. */
const ban = (...groups) => ['error', ...groups.flat()];
const { environment, transaction, defaultExport, clock, sqlInResolver, inheritance, unfinishedTest } = bans;

const everywhere = {
  'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: false, skipComments: false, IIFEs: true }],
  'local/no-barrel': 'error',
  'no-restricted-syntax': ban(environment, transaction, defaultExport),
  'eqeqeq': ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-debugger': 'error',
  'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
};

/** Rules that need types; the ones the project insists on are named even where a preset has them too. */
const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', {
    considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true,
  }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // An async function without await keeps the promise in the signature, which is what an interface asks for.
  '@typescript-eslint/require-await': 'off',
  // Wrong about generics (it calls a narrowing from string[] unnecessary), and its fix breaks the build.
  '@typescript-eslint/no-unnecessary-type-assertion': 'off',
  // We write no class that needs `this`; a function taken out of an object is a function.
  '@typescript-eslint/unbound-method': 'off',
  // GraphQL's kinds are strings by specification; comparing one with 'Field' is right.
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.data/', 'node_modules/', 'src/**/*.d.ts', '**/*.generated.ts', '**/__generated__/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { local: localRules },
    rules: { ...everywhere, ...typed },
  },
  { files: PLAIN, plugins: { local: localRules }, rules: everywhere },
  { files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: { 'no-console': 'error' } },
  {
    // In the business `void` would let a write outlive its transaction; start-up and transport may use it.
    files: ['src/{lib,db,domain,schema,resolvers,integrations}/**/*.ts', 'src/context.ts'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ban(transaction, defaultExport) } },
  { files: ['src/context.ts'], rules: { 'no-restricted-syntax': ban(environment, defaultExport) } },
  {
    // The runner of migrations and the embedded server work as the owner, outside any mutation: they may
    // begin a transaction of their own, but not drizzle's.
    files: ['src/db/**/*.ts'],
    rules: { 'no-restricted-syntax': ban(environment, transaction.slice(0, 1), defaultExport) },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ban(environment, transaction, defaultExport, clock) },
  },
  {
    files: ['src/resolvers/**/*.ts', 'src/schema/**/*.ts'],
    rules: { 'no-restricted-syntax': ban(environment, transaction, defaultExport, clock, sqlInResolver) },
  },
  {
    files: ['src/resolvers/**/*.ts'],
    rules: {
      'no-restricted-syntax': ban(environment, transaction, defaultExport, clock, sqlInResolver, inheritance),
    },
  },
  {
    // Tests and the bench drive the database from outside, so `begin` is theirs; the limits stay.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-restricted-syntax': ban(environment, transaction.slice(0, 1), defaultExport, unfinishedTest),
      'max-lines-per-function': 'off',
      'local/max-test-lines': ['error', 60],
    },
  },
  {
    // What starts processes hands the environment on to them; vitest takes its reporter by its default export.
    files: ['test/support/**/*.ts', 'scripts/**/*.{ts,mjs}', 'bench/**/*.{ts,mjs}'],
    rules: { 'no-restricted-syntax': ban(transaction.slice(0, 1), unfinishedTest) },
  },
  { files: CONFIGS, rules: { 'no-restricted-syntax': ban(transaction) } },
  { files: ['schema.graphql'], ...graphqlRules(graphqlPlugin) },
);
