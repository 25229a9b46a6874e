/**
 * Who may import whom. Type-only imports count: a file that knows another's types depends on it.
 * Each rule has a planted violation in test/arch/gates.test.ts.
 */
const PURE = '^src/domain/[^/]+/((lifecycle|rules|policy|events|roles|actor)(/|[.]ts$)|[^/]+/lifecycle[.]ts$)';
const SHARED = '^src/domain/[^/]+/(lifecycle|rules|policy|events|roles|actor|reads|steps)(/|[.]ts$)';
const LIB = '^src/lib/';
const TABLE_LIBRARIES = 'node_modules/(drizzle-orm|postgres)/';
const GRAPHQL_LIBRARIES = 'node_modules/(graphql|type-graphql|graphql-scalars|graphql-jit|@apollo|@as-integrations)/';
const HTTP_LIBRARIES = 'node_modules/(fastify|@fastify)/';
const NPM = ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'npm-bundled', 'core'];

/** A rule against importing: `from` and `to` as dependency-cruiser has them, and why. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** What a folder may import of `src`; all else of `src` is refused. */
const only = (name, comment, from, pathNot) => never(name, comment, from, { path: '^src/', pathNot });

module.exports = {
  forbidden: [
    only('lib-is-a-leaf', 'lib knows nothing of the marketplace.', { path: LIB }, [LIB]),
    only('pure-imports-lib-and-pure', 'lifecycle, rules, policy, events, roles and actor are pure.',
      { path: PURE }, [LIB, PURE]),
    never('pure-has-no-libraries', 'A pure file needs no package and nothing of Node.',
      { path: PURE }, { dependencyTypes: NPM }),
    only('db-imports-lib-and-pure', 'db is beneath the business; context.ts gives it the types of a transaction.',
      { path: '^src/db/' }, [LIB, PURE, '^src/db/', '^src/context[.]ts$']),
    only('context-imports-db-lib-and-pure', 'context.ts opens transactions and knows no business.',
      { path: '^src/context[.]ts$' }, [LIB, PURE, '^src/db/']),
    only('config-knows-no-business', 'config.ts reads the environment; the built-in database tells it its defaults.',
      { path: '^src/config[.]ts$' }, [LIB, '^src/db/embedded/']),
    only('domain-imports-business-only', 'The business knows no schema, resolver, transport, configuration or start-up.',
      { path: '^src/domain/' }, [LIB, '^src/domain/', '^src/db/', '^src/context[.]ts$', '^src/integrations/']),
    never('another-context-by-its-shared-files',
      'From another context only its pure files, reads and steps: never its use cases.',
      { path: '^src/domain/([^/]+)/' }, { path: '^src/domain/[^/]+/', pathNot: ['^src/domain/$1/', SHARED] }),
    never('registry-of-shapes-is-for-the-schema', 'The registry of shapes knows every context; no context knows it.',
      { path: '^src/domain/[^/]+/' }, { path: '^src/domain/[^/]+[.]ts$' }),
    only('registry-of-shapes-imports-reads', 'What lies directly in domain/ collects the reads of the contexts.',
      { path: '^src/domain/[^/]+[.]ts$' }, [LIB, '^src/db/reader/', '^src/domain/[^/]+/(reads|events)(/|[.]ts$)',
        '^src/domain/[^/]+[.]ts$']),
    never('no-graphql-in-domain', 'No GraphQL, no HTTP in the business.',
      { path: '^src/domain/' }, { path: [GRAPHQL_LIBRARIES, HTTP_LIBRARIES] }),
    never('ports-by-type-only', 'The business knows the type of a port; the adapter is handed to it.',
      { path: '^src/domain/' }, { path: '^src/integrations/', dependencyTypesNot: ['type-only'] }),
    only('resolvers-import-use-cases-reads-and-schema', 'A resolver is one call.',
      { path: '^src/resolvers/' },
      [LIB, '^src/resolvers/', '^src/schema/', '^src/domain/', '^src/context[.]ts$', '^src/db/reader/']),
    never('no-sql-in-resolvers', 'No SQL in resolvers.', { path: '^src/resolvers/' }, { path: TABLE_LIBRARIES }),
    only('schema-has-no-logic', 'Types and descriptions; only build.ts wires them to resolvers and shapes.',
      { path: '^src/schema/', pathNot: '^src/schema/build[.]ts$' }, [LIB, PURE, '^src/schema/']),
    never('no-sql-in-schema', 'No SQL in the schema.', { path: '^src/schema/' }, { path: TABLE_LIBRARIES }),
    never('build-is-for-start-up', 'The built schema is for start-up and transport, not for the types it is built of.',
      { path: '^src/(schema|resolvers|domain|db|lib)/' }, { path: '^src/schema/build[.]ts$' }),
    only('integrations-know-no-business', 'An adapter serves its port.',
      { path: '^src/integrations/' }, [LIB, PURE, '^src/integrations/', '^src/db/', '^src/config[.]ts$',
        '^src/context[.]ts$']),
    never('nobody-imports-start-up', 'main, marketplace, worker and the commands of cli are started, not imported.',
      { path: '^src/', pathNot: '^src/(main[.]ts$|cli/)' }, { path: '^src/(main[.]ts$|marketplace[.]ts$|cli/)' }),
    never('worker-is-started', 'Only the whole marketplace (one process) and the commands start the worker.',
      { path: '^src/', pathNot: '^src/(marketplace[.]ts$|worker[.]ts$|cli/)' }, { path: '^src/worker[.]ts$' }),
    never('no-cycles', 'No cycles, except between files of src/schema.',
      {}, { circular: true, via: { pathNot: '^src/schema/' } }),
    never('resolvable', 'Every import leads to a file.', {}, { couldNotResolve: true }),
    never('declared', 'Every package imported is one that package.json names.',
      {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    never('no-development-package', 'The program runs without the packages of development.',
      { path: '^src/' }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }),
    never('src-knows-no-tests', 'src imports nothing of test, scripts or bench.',
      { path: '^src/' }, { path: '^(test|scripts|bench)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'],
      // A package of types alone has no main file.
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
