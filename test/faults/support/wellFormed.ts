/** What came back for a request. */
export interface Came {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly ms: number;
}

interface Told {
  message?: unknown;
  path?: unknown;
  locations?: unknown;
  extensions?: { code?: unknown };
}

const KEYS = new Set(['data', 'errors', 'extensions']);
/** Codes that say that we failed; no request may bring them about. */
const OURS = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT']);
const LEAKS = /went wrong on our side|The read failed|drizzle|postgres|syntax error at|violates|\bat \S+\.(ts|js):\d+|node_modules/i;
const PATIENCE_MS = 5_000;

/** What is wrong with an answer, in words; null where it is as it must be. */
export function faultOf(came: Came): string | null {
  if (came.ms > PATIENCE_MS) return `it took ${Math.round(came.ms)} ms`;
  if (came.status >= 500) return `it has the status ${came.status}`;
  if (!/^application\/(graphql-response\+)?json\b/.test(came.contentType)) return `it is of type ${came.contentType}`;
  let body: unknown;
  try {
    body = JSON.parse(came.text);
  } catch {
    return 'it is not JSON';
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'it is no object';
  const stray = Object.keys(body).find((key) => !KEYS.has(key));
  if (stray !== undefined) return `it has the member ${stray}`;
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (errors === undefined) return data === undefined || data === null ? 'it has neither data nor errors' : null;
  if (!Array.isArray(errors) || errors.length === 0) return 'its errors are no list';
  return (errors as Told[]).map(faultOfError).find((fault) => fault !== null) ?? null;
}

function faultOfError({ message, path, locations, extensions }: Told): string | null {
  if (typeof message !== 'string' || message === '') return 'an error has no message';
  if (path !== undefined && !Array.isArray(path)) return 'the path of an error is no list';
  if (locations !== undefined && !Array.isArray(locations)) return 'the locations of an error are no list';
  const code = extensions?.code;
  if (typeof code !== 'string') return `an error has no code: ${message}`;
  if (OURS.has(code)) return `an error has the code ${code}: ${message}`;
  return LEAKS.test(message) ? `an error tells of our inside: ${message}` : null;
}
