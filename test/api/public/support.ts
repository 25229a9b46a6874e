import { createHash } from 'node:crypto';

/** A GraphQL answer by GET, with its headers. */
export interface Got<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** As it came. */
  readonly text: string;
  readonly data: T | null;
  readonly codes: readonly unknown[];
  readonly extensions: Record<string, unknown> | undefined;
}

/** The id of a stored document. */
export function idOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/** Sends parameters by GET. */
export async function get<T = Record<string, unknown>>(
  url: string, parameters: { query?: string; documentId?: string; operationName?: string; variables?: unknown }, headers: Record<string, string> = {},
): Promise<Got<T>> {
  const { variables, ...others } = parameters;
  const search = new URLSearchParams({ ...others, ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }) });
  const response = await fetch(`${url}/graphql?${search.toString()}`, {
    headers: { accept: 'application/graphql-response+json', 'apollo-require-preflight': 'yes', ...headers },
  });
  return gotten(response);
}

/** Sends a body by POST. */
export async function post<T = Record<string, unknown>>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Got<T>> {
  return gotten(await fetch(`${url}/graphql`, {
    method: 'POST', headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
  }));
}

async function gotten<T>(response: Response): Promise<Got<T>> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as { data?: T; errors?: { extensions?: { code?: unknown } }[]; extensions?: Record<string, unknown> };
  return {
    status: response.status, headers: response.headers, text, data: body.data ?? null,
    codes: (body.errors ?? []).map(({ extensions }) => extensions?.code), extensions: body.extensions,
  };
}
