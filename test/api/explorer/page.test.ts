import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toyServer, type ToyServer } from '../transport/toy.js';

let server: ToyServer;
beforeAll(async () => { server = await toyServer(); });
afterAll(() => server.close());

const open = (url: string, accept: string): Promise<Response> => fetch(url, { headers: { accept } });
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** The addresses of everything that a page loads, with those that its modules import. */
async function filesOf(url: string): Promise<string[]> {
  const html = await (await open(url, BROWSER)).text();
  const named = [...html.matchAll(/(?:src|href)="(graphql\/[^"]+)"/g)].map(([, file]) => `${server.url}/${file ?? ''}`);
  const found = new Set(named);
  for (const file of found) {
    if (!file.endsWith('.js') || /graphiql|react/.test(file)) continue;
    for (const [, imported] of (await (await fetch(file)).text()).matchAll(/from '(\.[^']+)'/g)) found.add(new URL(imported ?? '', file).href);
  }
  return [...found];
}

describe('the explorer page', () => {
  it('is what a browser gets at / and at /graphql, and nobody else', async () => {
    for (const address of ['/', '/graphql']) {
      const page = await open(server.url + address, BROWSER);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect((await open(server.url + address, 'application/json')).headers.get('content-type')).toContain('application/json');
    }
    expect((await open(`${server.url}/`, 'application/json')).status).toBe(404);
    expect((await open(`${server.url}/graphql?query={__typename}`, BROWSER)).headers.get('content-type')).not.toContain('html');
  });

  it('names no other host, runs no inline script, and has a policy that says so', async () => {
    const page = await open(`${server.url}/`, BROWSER);
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style| style=| on\w+=/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toMatch(/style-src 'self' 'nonce-[\w-]{22}';/);
    expect(policy).not.toMatch(/https?:|\*|unsafe/);
  });

  it('has another nonce each time', async () => {
    const policies = await Promise.all([1, 2].map(async () => (await open(`${server.url}/`, BROWSER)).headers.get('content-security-policy')));
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('finds all its files on our server, compressed where the browser can, and good for a year', async () => {
    const files = await filesOf(`${server.url}/`);
    expect(files).toHaveLength(13);
    for (const file of files) {
      const asset = await fetch(file);
      expect([file, asset.status, asset.headers.get('content-encoding')]).toEqual([file, 200, 'gzip']);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const text = await asset.text();
      expect(text.length).toBeGreaterThan(150);
      expect(text).not.toContain('sourceMappingURL=graphiql');
      const again = await fetch(file, { headers: { 'if-none-match': asset.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });

  it('gives a file plain to who cannot unpack it, and under another version for this once', async () => {
    const plain = await fetch(`${server.url}/graphql/assets/another/react.js`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), plain.headers.get('cache-control')]).toEqual([null, 'no-cache']);
  });

  it('serves no other file', async () => {
    for (const name of ['index.html', '..%2fpackage.json', 'constructor', '__proto__']) {
      expect((await fetch(`${server.url}/graphql/assets/any/${name}`)).status).toBe(404);
    }
  });

  it('offers demonstration people in development only', async () => {
    const settings = async (url: string): Promise<string> => (await fetch(`${url}/graphql/assets/any/settings.json`)).text();
    expect(await settings(server.url)).toContain('"development":true');
    const production = await toyServer({ config: { production: true, oidc: { issuer: 'https://login.example.in', audience: 'a' } } });
    expect(await settings(production.url)).toContain('"development":false');
    expect((await fetch(`${production.url}/dev/people`)).status).toBe(404);
    await production.close();
  });
});
