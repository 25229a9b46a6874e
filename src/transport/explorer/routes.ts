import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadAssets, type Asset, type Assets } from './assets.js';

/** Everything from our own server; a style element in the page only with the nonce of this answer. */
const policy = (nonce: string): string => [
  "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "connect-src 'self'",
  "img-src 'self' data:", 'font-src data:', "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');

const YEAR_SECONDS = 31_536_000;

/** Answers with the explorer page. */
export type SendPage = (reply: FastifyReply) => Promise<FastifyReply>;

/** Whether a GET comes from somebody who opens the address in a browser, and not from a GraphQL client. */
export function wantsPage(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  return accept.includes('text/html') && !/[?&](query|documentId)=/.test(request.url);
}

/**
 * Installs the explorer: the page at `/` (for browsers) and its files, read and compressed when first asked for.
 * Answers how to send the page, for browsers that open /graphql. `development`: with a switch of demonstration people.
 */
export function installExplorer(app: FastifyInstance, options: { development: boolean }): SendPage {
  let loading: Promise<Assets> | null = null;
  const assets = (): Promise<Assets> => {
    loading ??= loadAssets(options).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const page: SendPage = async (reply) => {
    const nonce = randomBytes(16).toString('base64url');
    const { version } = await assets();
    return reply.type('text/html; charset=utf-8').headers({ 'content-security-policy': policy(nonce), vary: 'accept' })
      .send(html(version, nonce));
  };
  app.get('/', (request, reply) => {
    if (wantsPage(request)) return page(reply);
    reply.callNotFound();
    return reply;
  });
  app.get<{ Params: { version: string; name: string } }>('/graphql/assets/:version/:name', async (request, reply) => {
    const { version, files } = await assets();
    const asset = files.get(request.params.name);
    if (asset === undefined) {
      reply.callNotFound();
      return reply;
    }
    return send(request, reply, asset, request.params.version === version);
  });
  return page;
}

/** A file under the version of the page stays as it is for good; under another, it is asked for again each time. */
function send(request: FastifyRequest, reply: FastifyReply, asset: Asset, lasting: boolean): FastifyReply {
  const caching = lasting ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
  void reply.headers({ etag: asset.etag, 'cache-control': caching, vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
  void reply.type(asset.type);
  if (!(request.headers['accept-encoding'] ?? '').includes('gzip')) return reply.send(asset.plain);
  return reply.header('content-encoding', 'gzip').send(asset.zipped);
}

/** Addresses are relative: they hold at / and at /graphql, also behind a proxy that puts a path in front. */
function html(version: string, nonce: string): string {
  const at = (name: string): string => `graphql/assets/${version}/${name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Karmayogi Marketplace: API explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${at('graphiql.css')}">
<link rel="stylesheet" href="${at('explorer.css')}">
<script defer src="${at('react.js')}"></script>
<script defer src="${at('react-dom.js')}"></script>
<script defer src="${at('graphiql.js')}"></script>
<script type="module" id="page" nonce="${nonce}" src="${at('explorer.js')}"></script>
</head>
<body>
<div id="explorer"><p class="loading">The explorer is loading.</p></div>
<noscript><p>The explorer needs JavaScript. The API itself is at /graphql; npm run token gives a token.</p></noscript>
</body>
</html>
`;
}
