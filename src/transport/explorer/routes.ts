import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EXPLORER_SCRIPT, EXPLORER_STYLE } from './client.js';
import { EXAMPLES } from './examples.js';

const require = createRequire(import.meta.url);
const compress = promisify(gzip);

/** GraphiQL puts style elements into the page, hence the one allowance; scripts come from our own server only. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "connect-src 'self'",
  "img-src 'self' data:", 'font-src data:', "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');

type Source = { readonly type: string } & ({ readonly file: string } | { readonly text: string });

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** The packages' folders, by way of package.json: their `exports` need not list the files they ship for browsers. */
const GRAPHIQL = path.dirname(require.resolve('graphiql/package.json'));
const REACT = path.dirname(require.resolve('react/package.json'));
const REACT_DOM = path.dirname(require.resolve('react-dom/package.json'));

/** What the page loads: files that ship in npm packages, and two small ones of ours. */
const ASSETS: Readonly<Record<string, Source>> = {
  'graphiql.css': { type: STYLE, file: path.join(GRAPHIQL, 'graphiql.min.css') },
  'explorer.css': { type: STYLE, text: EXPLORER_STYLE },
  'react.js': { type: SCRIPT, file: path.join(REACT, 'umd/react.production.min.js') },
  'react-dom.js': { type: SCRIPT, file: path.join(REACT_DOM, 'umd/react-dom.production.min.js') },
  'graphiql.js': { type: SCRIPT, file: path.join(GRAPHIQL, 'graphiql.min.js') },
  'explorer.js': { type: SCRIPT, text: EXPLORER_SCRIPT },
};

interface Loaded {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** Whether a GET of /graphql comes from somebody who opens it in a browser, and not from a GraphQL client. */
export function wantsPage(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  return accept.includes('text/html') && !request.url.includes('query=');
}

/** Answers with the explorer page. */
export function explorerPage(options: { development: boolean }): (reply: FastifyReply) => FastifyReply {
  const page = html(options);
  return (reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(page);
}

/** The files of the explorer page, read and compressed when first asked for. */
export function installExplorerAssets(app: FastifyInstance): void {
  const loaded = new Map<string, Promise<Loaded>>();
  app.get<{ Params: { name: string } }>('/graphql/assets/:name', async (request, reply) => {
    const { name } = request.params;
    const source = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (source === undefined) {
      reply.callNotFound();
      return reply;
    }
    const asset = loaded.get(name) ?? load(source);
    loaded.set(name, asset);
    return send(request, reply, await asset);
  });
}

async function load(source: Source): Promise<Loaded> {
  const plain = 'text' in source ? Buffer.from(source.text) : withoutSourceMap(await readFile(source.file));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type: source.type, etag, plain, zipped: await compress(plain) };
}

/** Source maps are not served. */
function withoutSourceMap(file: Buffer): Buffer {
  return Buffer.from(file.toString('utf8').replace(/\n(\/\/|\/\*)# sourceMappingURL=[^\n]*\s*$/, '\n'));
}

function send(request: FastifyRequest, reply: FastifyReply, asset: Loaded): FastifyReply {
  void reply.headers({ etag: asset.etag, 'cache-control': 'public, max-age=3600', vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
  void reply.type(asset.type);
  if (!(request.headers['accept-encoding'] ?? '').includes('gzip')) return reply.send(asset.plain);
  return reply.header('content-encoding', 'gzip').send(asset.zipped);
}

function html({ development }: { development: boolean }): string {
  const settings = JSON.stringify({ development, examples: EXAMPLES }).replace(/</g, '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Marketplace API explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphql/assets/graphiql.css">
<link rel="stylesheet" href="/graphql/assets/explorer.css">
</head>
<body>
<div id="explorer">Loading</div>
<script type="application/json" id="settings">${settings}</script>
<script src="/graphql/assets/react.js"></script>
<script src="/graphql/assets/react-dom.js"></script>
<script src="/graphql/assets/graphiql.js"></script>
<script src="/graphql/assets/explorer.js"></script>
</body>
</html>
`;
}
