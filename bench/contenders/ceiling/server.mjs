import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import postgres from 'postgres';
import { READS } from '../../operations/all.mjs';
import { bodyOf, contender, listen } from '../started.mjs';
import { toolsOf } from '../../lib/tools.mjs';

/** What a page costs when nothing is general: one prepared statement an operation, whose text is the answer. As the owner: no row security. */
contender(async ({ ownerUrl }) => {
  const sql = postgres(ownerUrl, { max: availableParallelism(), max_pipeline: 4, onnotice: () => undefined, connection: { application_name: 'bench-ceiling' } });
  const tools = await toolsOf(sql);
  const operations = new Map(READS.map((operation) => [operation.name, operation.ceiling]));
  const server = createServer(async (request, response) => {
    try {
      const { operationName, variables } = JSON.parse(await bodyOf(request));
      const { text, params } = operations.get(operationName);
      const [row] = await sql.unsafe(text, params(variables, tools), { prepare: true });
      const body = `{"data":${row.data}}\n`;
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  const url = await listen(server);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await sql.end({ timeout: 1 });
    },
  };
});
