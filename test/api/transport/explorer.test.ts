import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toyServer, type ToyServer } from './toy.js';

let server: ToyServer;
beforeAll(async () => { server = await toyServer(); });
afterAll(() => server.close());

const open = (url: string, accept: string): Promise<Response> => fetch(url, { headers: { accept } });
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the explorer page', () => {
  it('is what a browser gets at /graphql, and nobody else', async () => {
    const page = await open(`${server.url}/graphql`, BROWSER);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await open(`${server.url}/graphql`, 'application/json')).headers.get('content-type')).toContain('application/json');
    expect((await open(`${server.url}/graphql?query={__typename}`, BROWSER)).headers.get('content-type')).not.toContain('html');
  });

  it('names no other host, runs no inline script, and has a policy that says so', async () => {
    const page = await open(`${server.url}/graphql`, BROWSER);
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('finds all its files on our server, compressed where the browser can', async () => {
    const html = await (await open(`${server.url}/graphql`, BROWSER)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(6);
    for (const file of files) {
      const asset = await fetch(`${server.url}${file}`);
      expect([file, asset.status, asset.headers.get('content-encoding')]).toEqual([file, 200, 'gzip']);
      const text = await asset.text();
      expect(text.length).toBeGreaterThan(200);
      expect(text).not.toContain('sourceMappingURL=graphiql');
      const again = await fetch(`${server.url}${file}`, { headers: { 'if-none-match': asset.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
    const plain = await fetch(`${server.url}/graphql/assets/react.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  it('serves no other file', async () => {
    for (const name of ['index.html', '..%2fpackage.json', 'constructor', '__proto__']) {
      expect((await fetch(`${server.url}/graphql/assets/${name}`)).status).toBe(404);
    }
  });

  it('offers demonstration people in development only', async () => {
    expect(await (await open(`${server.url}/graphql`, BROWSER)).text()).toContain('"development":true');
    const production = await toyServer({ config: { production: true, oidc: { issuer: 'https://login.example.in', audience: 'a' } } });
    expect(await (await open(`${production.url}/graphql`, BROWSER)).text()).toContain('"development":false');
    await production.close();
  });

});
