import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../db/client.js';
import { readIssuedDocument } from '../domain/billing/issuedDocument.js';
import type { CardRailTerms } from '../domain/payments/rules/cards.js';
import { guardedEngine } from '../domain/search/guard.js';
import type { SearchEngine } from '../domain/search/rules/engine.js';
import { documentSigner, type DocumentSigner } from '../integrations/documents/signature.js';
import { uploadFiles } from '../integrations/uploads/files.js';
import { uploadSigner, type UploadSigner } from '../integrations/uploads/signature.js';
import { startApollo } from './apollo.js';
import type { ResolvePerson } from './auth.js';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER } from './development/people.js';
import { installDevelopment } from './development/routes.js';
import { developmentSigner, type DevelopmentSigner } from './development/signer.js';
import { installDocuments } from './documents.js';
import { createDownloads, type Downloads } from './export/downloads.js';
import { installExport } from './export/routes.js';
import { installExplorer, wantsPage } from './explorer/routes.js';
import { graphqlHandler } from './graphql.js';
import { installHealth } from './health.js';
import { installAccessLog } from './http/accessLog.js';
import { installErrorHandlers, sendError } from './http/errors.js';
import { installSecurityHeaders } from './http/headers.js';
import { createPressure, type Pressure } from './http/pressure.js';
import { installReceiveLimit, UPLOAD_MS } from './http/receiveLimit.js';
import { requestIdOf } from './http/requestId.js';
import { LIMITS } from './limits/limits.js';
import { createThrottle } from './limits/throttle.js';
import { keptTokens } from './kept.js';
import { createMetrics, type Metrics } from './metrics.js';
import { programDigest } from './public/program.js';
import { loadTrustedDocuments } from './public/trusted.js';
import type { Others } from './others.js';
import { discoveredKeys, tokenVerifier, type VerifyToken } from './tokens.js';
import { installUploads } from './uploads.js';
import { installStripeWebhook } from './webhooks/stripe.js';

/** What of the configuration the server reads. */
export type ServerConfig = Pick<Config,
  'production' | 'host' | 'port' | 'publicUrl' | 'dataDir' | 'oidc' | 'corsOrigins' | 'trustProxy' | 'cost'> & Partial<Pick<Config, 'stripe' | 'trustedDocuments'>>;

export interface Services {
  readonly config: ServerConfig;
  readonly db: Database;
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly resolvePerson: ResolvePerson;
  /** The name of the last migration the program knows, for /readyz; left out: only that the database answers. */
  readonly migration?: string;
  /** The clock of the business; tests move it. */
  readonly now?: () => Date;
  /** The search engine beside the database; left out where PostgreSQL answers alone. */
  readonly search?: SearchEngine;
  /** Judges tokens in place of what the configuration says. */
  readonly verify?: VerifyToken;
  /** Most GraphQL requests under way at once (default 512), and milliseconds each may take (default 10,000). */
  readonly inFlight?: number;
  readonly requestMs?: number;
  /** The other server processes behind the same port; left out where this one is alone. */
  readonly others?: Others;
  /** Whether metrics of the process (memory, event loop) are kept too; default yes. */
  readonly processMetrics?: boolean;
}

export interface RunningServer {
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** Unready, then no new connections, running requests finish (8 s at most), then closed. Never throws twice. */
  close(): Promise<void>;
}

const IN_FLIGHT = 512;
const DRAIN_MS = 8_000;
const FAREWELL_MS = 200;
/** Bytes of a file that is sent here, at most: 100 MB. */
const UPLOAD_BYTES = 100_000_000;

/** Builds the HTTP server around a schema and listens. */
export async function startServer(services: Services): Promise<RunningServer> {
  const { config, log } = services;
  const metrics = createMetrics({ processMetrics: services.processMetrics ?? true, db: services.db, ...(services.others === undefined ? {} : { others: services.others }) });
  const pressure = createPressure(services.inFlight ?? IN_FLIGHT, metrics.inFlight);
  const downloads = createDownloads();
  const state = { draining: false };
  const app = createApp(services);
  installErrorHandlers(app, log);
  installSecurityHeaders(app, { https: config.publicUrl?.startsWith('https:') ?? false });
  // Where no other site may call it, nothing is said of others, nor has an answer to vary by who asks.
  if (config.corsOrigins.length > 0) await app.register(cors, corsOptions(config));
  installAccessLog(app, log, metrics);
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (state.draining) void reply.header('connection', 'close');
    done(null, payload);
  });
  installHealth(app, { db: services.db, metrics, migration: services.migration ?? null, draining: () => state.draining });
  const signer = config.production || config.oidc !== null ? null : await developmentSigner(config.dataDir);
  const uploads = await uploadSigner(config.dataDir);
  await installUploads(app, { db: services.db, files: uploadFiles(config.dataDir), signer: uploads, now: services.now ?? (() => new Date()), log });
  const documents = await documentSigner(config.dataDir);
  installDocuments(app, {
    signer: documents, load: (kind, uuid) => readIssuedDocument(services.db, kind, uuid), downloads, now: services.now ?? (() => new Date()),
  });
  await installStripeWebhook(app, { db: services.db, stripe: config.stripe ?? null, now: services.now ?? (() => new Date()), received: metrics.paymentEvent });
  const stopApollo = await installGraphql(app, services, { metrics, pressure, signer, uploads, documents, downloads });
  await app.listen({ host: config.host, port: config.port });
  const url = urlOf(app, config);
  let closing: Promise<void> | null = null;
  return {
    url, app,
    close: () => {
      state.draining = true;
      closing ??= drain(app, [pressure, downloads]).then(stopApollo).finally(() => { metrics.close(); });
      return closing;
    },
  };
}

function createApp({ config, requestMs }: Services): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: trusted(config.trustProxy),
    bodyLimit: LIMITS.bodyBytes,
    // The time to receive the longest of requests, a file; others have less (see installReceiveLimit).
    requestTimeout: UPLOAD_MS,
    keepAliveTimeout: 72_000,
    genReqId: ({ headers }) => requestIdOf(headers),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
  });
  installReceiveLimit(app, requestMs ?? LIMITS.requestMs);
  // Everything but JSON is refused with 415; browsers may send plain text to any host without asking first.
  app.removeContentTypeParser('text/plain');
  return app;
}

/** Fastify takes no number of hops any more: it is right only where nobody can reach the server past the proxies. */
function trusted(setting: Config['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

function corsOptions({ corsOrigins }: ServerConfig): Parameters<typeof cors>[1] {
  return {
    origin: [...corsOrigins],
    // As texts: lists would be joined for each answer.
    methods: 'GET, POST, PUT',
    allowedHeaders: 'authorization, content-type, x-membership, x-request-id, apollo-require-preflight, x-apollo-operation-name, if-none-match',
    exposedHeaders: 'x-request-id, retry-after, etag',
    maxAge: 600,
    strictPreflight: false,
  };
}

interface GraphqlInstalls {
  readonly metrics: Metrics;
  readonly pressure: Pressure;
  readonly signer: DevelopmentSigner | null;
  readonly uploads: UploadSigner;
  readonly documents: DocumentSigner;
  readonly downloads: Downloads;
}

async function installGraphql(
  app: FastifyInstance, services: Services, { metrics, pressure, signer, uploads, documents, downloads }: GraphqlInstalls,
): Promise<() => Promise<void>> {
  const { config, db, schema, log, resolvePerson } = services;
  const now = services.now ?? (() => new Date());
  const throttle = createThrottle(config.cost, () => performance.now(), services.others?.budgets);
  const { server: apollo, known } = await startApollo({ schema, log, throttle, maximumCost: config.cost.operationMax, metrics, program: await programDigest() });
  const verify = services.verify ?? verifierOf(config, signer, now);
  const auth = { db, log, verify, resolvePerson, now, kept: keptTokens() };
  const handler = graphqlHandler({
    ...auth, apollo, known, pressure, shed: metrics.shed, requestMs: services.requestMs ?? LIMITS.requestMs,
    trusted: await loadTrustedDocuments(config.trustedDocuments ?? null, schema), uploads, documents, publicUrl: config.publicUrl, uploadBytes: UPLOAD_BYTES,
    ...(config.stripe == null ? {} : { cards: termsOf(config.stripe) }),
    ...(services.search === undefined ? {} : { search: guardedEngine({ engine: services.search, db, now, log, metrics: metrics.engine }) }),
  });
  installExport(app, { ...auth, downloads, publicUrl: config.publicUrl });
  const page = installExplorer(app, { development: signer !== null });
  app.post('/graphql', handler);
  app.get('/graphql', (request, reply) => wantsPage(request) ? page(reply) : handler(request, reply));
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'], url: '/graphql',
    handler: (request, reply) => sendError(request, reply.header('allow', 'GET, POST'), 405, 'BAD_REQUEST', 'Use POST, or GET for queries.'),
  });
  if (signer !== null) installDevelopment(app, { signer, db, now });
  return () => apollo.stop();
}

/** What requests may know of the card rail: its configuration holds secrets too, and those go no further. */
function termsOf({ mode, paymentMaximumPaise, mandateMaximumPaise, publishableKey }: CardRailTerms): CardRailTerms {
  return { mode, paymentMaximumPaise, mandateMaximumPaise, publishableKey };
}

function verifierOf(config: ServerConfig, signer: DevelopmentSigner | null, now: () => Date): VerifyToken {
  if (config.oidc !== null) return tokenVerifier(config.oidc, discoveredKeys(config.oidc.issuer), now);
  if (signer === null) throw new Error('production needs OIDC_ISSUER and OIDC_AUDIENCE');
  return tokenVerifier({ issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE }, signer.keys, now);
}

function urlOf(app: FastifyInstance, { publicUrl, host }: ServerConfig): string {
  if (publicUrl !== null) return publicUrl;
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${String(port)}`;
}

async function drain(app: FastifyInstance, underWay: readonly Pick<Pressure, 'idle'>[]): Promise<void> {
  const closed = app.close();
  await Promise.race([Promise.all(underWay.map((work) => work.idle())), pause(DRAIN_MS)]);
  // What was answered leaves now. Connections that never asked anything, or stay open as long as their client
  // likes, are closed from here.
  await Promise.race([closed, pause(FAREWELL_MS)]);
  app.server.closeAllConnections();
  await closed;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms).unref(); });
}
