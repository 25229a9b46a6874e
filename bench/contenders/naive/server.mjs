import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { buildSchema } from 'type-graphql';
import { TypeID } from 'typeid-js';
import { contender } from '../started.mjs';
import { loadersOf } from './loaders.mjs';
import { RESOLVERS } from './resolvers.mjs';

/**
 * What a good team writes first: Apollo's standalone server, type-graphql's resolvers, drizzle's query builder, a DataLoader for each
 * relation so that nothing is asked once a row. Defaults everywhere, production mode. As the owner: no row security.
 */
contender(async ({ ownerUrl }) => {
  const client = postgres(ownerUrl, { max: 2 * availableParallelism(), onnotice: () => undefined, connection: { application_name: 'bench-naive' } });
  const db = drizzle(client);
  const schema = await buildSchema({ resolvers: RESOLVERS, validate: false });
  const server = new ApolloServer({ schema, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: () => Promise.resolve({ db, uuidOf: (id) => TypeID.fromString(id).toUUID(), loaders: loadersOf(db) }),
  });
  return {
    url: new URL(url).origin.replace('localhost', '127.0.0.1'),
    close: async () => {
      await server.stop();
      await client.end({ timeout: 1 });
    },
  };
});
