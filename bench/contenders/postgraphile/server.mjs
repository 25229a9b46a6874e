import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { contender, listen } from '../started.mjs';

/** PostGraphile 5 with its own preset over views of the same tables, without its pages for people. As the owner: no row security. */
contender(async ({ ownerUrl }) => {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe(readFileSync(new URL('views.sql', import.meta.url), 'utf8'));
  await owner.end();
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    // Views have no indexes of their own, by which it would else decide what may be ordered and followed.
    disablePlugins: ['PgIndexBehaviorsPlugin'],
    pgServices: [makePgService({
      connectionString: ownerUrl, schemas: ['bench_views'], poolConfig: { max: 2 * availableParallelism(), application_name: 'bench-postgraphile' },
    })],
    grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, maxRequestLength: 100_000 },
    grafast: { explain: false },
  });
  const server = createServer();
  const served = instance.createServ(grafserv);
  await served.addTo(server);
  const url = await listen(server);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await instance.release();
    },
  };
});
