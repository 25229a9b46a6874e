import type { FormValue, SentRequest } from './declared.js';

/** Sends a request again, as the package would write it. */
export async function replay(url: string, { method, path, params }: SentRequest): Promise<{ readonly status: number; readonly text: string }> {
  const form = new URLSearchParams(Object.entries(params).flatMap(([name, value]) => fields(name, value))).toString();
  const isBody = method === 'POST';
  const response = await fetch(`${url}${path}${isBody || form === '' ? '' : `?${form}`}`, {
    method, signal: AbortSignal.timeout(5_000), ...(isBody ? { body: form } : {}),
    headers: { authorization: 'Bearer sk_test_123', ...(isBody ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
  });
  return { status: response.status, text: (await response.text()).slice(0, 500) };
}

function fields(name: string, value: FormValue): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]: [string, FormValue]) => fields(`${name}[${key}]`, inner));
}
