import type { SearchDouble } from '../../../src/integrations/search/double/double.js';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** One call with the key given, or another; a body that is a text goes as it is. */
export async function send(double: SearchDouble, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(`${double.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${double.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** A refusal as Meilisearch words one; the sentence is nobody's to rely on. */
export function refusal(status: number, code: string): Reply {
  const type = code === 'missing_authorization_header' || code === 'invalid_api_key' || code === 'missing_master_key' ? 'auth' : 'invalid_request';
  return { status, body: { code, type, link: `https://docs.meilisearch.com/errors#${code}` } };
}

/** A reply without the sentence that a refusal has for people. */
export function told({ status, body }: Reply): Reply {
  if (typeof body !== 'object' || body === null || !('message' in body)) return { status, body };
  const { message: _message, ...rest } = body;
  return { status, body: rest };
}
