import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { EXAMPLES } from './examples.js';
import { welcomeOf } from './welcome.js';

const require = createRequire(import.meta.url);
const compress = promisify(gzip);

type Source = { readonly type: string } & ({ readonly file: string } | { readonly text: string });

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** The packages' folders, by way of package.json: their `exports` need not list the files they ship for browsers. */
const GRAPHIQL = path.dirname(require.resolve('graphiql/package.json'));
const REACT = path.dirname(require.resolve('react/package.json'));
const REACT_DOM = path.dirname(require.resolve('react-dom/package.json'));

/** Our part of the page is plain JavaScript modules, served as they stand in the source folder. */
const PAGE = fileURLToPath(new URL('../../../src/transport/explorer/page/', import.meta.url));
const MODULES = ['acting.js', 'api.js', 'explorer.js', 'fill.js', 'opening.js', 'panel.js', 'settings.js', 'styles.js'];

/** A file of the explorer page. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** The files by name, and a version that changes with any of them. */
export interface Assets {
  readonly version: string;
  readonly files: ReadonlyMap<string, Asset>;
}

/** Reads and compresses what the page loads: files that ship in npm packages, our own, and what the server tells them. */
export async function loadAssets(options: { development: boolean }): Promise<Assets> {
  const loaded = await Promise.all(Object.entries(sources(options)).map(async ([name, source]) => [name, await load(source)] as const));
  const version = createHash('sha256').update(loaded.map(([name, { etag }]) => name + etag).join()).digest('base64url').slice(0, 16);
  return { version, files: new Map(loaded) };
}

function sources({ development }: { development: boolean }): Record<string, Source> {
  const settings = { development, welcome: welcomeOf({ development }), groups: EXAMPLES };
  return {
    'graphiql.css': { type: STYLE, file: path.join(GRAPHIQL, 'graphiql.min.css') },
    'explorer.css': { type: STYLE, file: path.join(PAGE, 'explorer.css') },
    'react.js': { type: SCRIPT, file: path.join(REACT, 'umd/react.production.min.js') },
    'react-dom.js': { type: SCRIPT, file: path.join(REACT_DOM, 'umd/react-dom.production.min.js') },
    'graphiql.js': { type: SCRIPT, file: path.join(GRAPHIQL, 'graphiql.min.js') },
    'settings.json': { type: 'application/json; charset=utf-8', text: JSON.stringify(settings) },
    ...Object.fromEntries(MODULES.map((name) => [name, { type: SCRIPT, file: path.join(PAGE, name) }])),
  };
}

async function load(source: Source): Promise<Asset> {
  const plain = 'text' in source ? Buffer.from(source.text) : withoutSourceMap(await readFile(source.file));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type: source.type, etag, plain, zipped: await compress(plain) };
}

/** Source maps are not served. */
function withoutSourceMap(file: Buffer): Buffer {
  return Buffer.from(file.toString('utf8').replace(/\n(\/\/|\/\*)# sourceMappingURL=[^\n]*\s*$/, '\n'));
}
