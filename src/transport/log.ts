import { pino, stdSerializers, type Logger, type LoggerOptions } from 'pino';
import { databaseErrorOf } from '../db/errors.js';

/** Names under which a secret or a person's address may turn up in what is logged. */
const SECRET_KEYS = [
  'authorization', 'cookie', 'set-cookie', 'token', 'access_token', 'accessToken', 'password', 'secret', 'email',
  'recipient', 'to', 'parameters', 'params', 'args', 'detail', 'where',
];

const REDACTED = ['', '*.', '*.*.'].flatMap((at) => SECRET_KEYS.map((key) =>
  key.includes('-') ? `${at.replace(/\.$/, '')}["${key}"]` : `${at}${key}`));

/** The structured log: JSON lines, secrets and e-mail addresses removed, errors as `describeError` tells them. */
export function createLog(options: { level: string; name?: string }, destination?: { write(line: string): void }): Logger {
  const settings: LoggerOptions = {
    level: options.level,
    base: options.name === undefined ? {} : { name: options.name },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[removed]' },
    serializers: { err: describeError, error: describeError, req: stdSerializers.req },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}

interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly query?: string;
  readonly frames?: readonly string[];
  readonly cause?: ErrorRecord;
}

/**
 * What the log says of an error. A database error repeats the values it met (in its message, detail and
 * parameters), so of those only codes, names and the statement with its placeholders are kept; the message
 * itself only where PostgreSQL speaks of the statement (class 42) or of itself (53 to XX).
 */
export function describeError(error: unknown): ErrorRecord {
  return describe(error, 0);
}

function describe(error: unknown, depth: number): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something other than an error was thrown' };
  const { code, constraint_name: constraint, query } = error as { code?: unknown; constraint_name?: unknown; query?: unknown };
  const fault = databaseErrorOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12)
    .map((line) => line.trim());
  const original = (error as { originalError?: unknown }).originalError;
  const inner = error.cause ?? original;
  return {
    type: error.name,
    message: fault === null || /^(42|5[3-8]|F0|HV|XX|08)/.test(fault.code)
      ? messageOf(error, fault !== null) : '(not kept: a database error repeats the values it met)',
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof query === 'string' ? { query: query.slice(0, 1_000) } : {}),
    frames,
    ...(inner instanceof Error && inner !== error && depth < 4 ? { cause: describe(inner, depth + 1) } : {}),
  };
}

/** drizzle puts the parameters at the end of its message. */
function messageOf(error: Error, fromDatabase: boolean): string {
  const message = fromDatabase ? error.message.split('\nparams:')[0] ?? '' : error.message;
  return withoutAddresses(message).slice(0, 2_000);
}

function withoutAddresses(text: string): string {
  return text.replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[address]').replace(/\beyJ[\w-]+\.[\w.-]+/g, '[token]');
}
