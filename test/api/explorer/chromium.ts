import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Chromium's program as Debian and others call it; null where there is none, and tests in a browser cannot run. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file)) ?? null;

/** A page with what went wrong in it. */
export interface Watched {
  readonly page: Page;
  /** Requests to any other host, messages of the console, errors of scripts. */
  readonly complaints: string[];
  /** Everything that was asked of our server. */
  readonly asked: string[];
  /** What the page's policy refused. */
  refused(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts Chromium with a profile of its own, thrown away at the end. */
export function startChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('there is no Chromium here');
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** Opens an address in a window that has seen nothing yet, and waits until the explorer stands. */
export async function openWatched(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const complaints: string[] = [];
  const asked: string[] = [];
  context.on('request', (request) => {
    const address = request.url();
    if (address.startsWith(`${new URL(url).origin}/`)) asked.push(new URL(address).pathname);
    else if (!address.startsWith('data:')) complaints.push(`a request to ${address}`);
  });
  const page = await context.newPage();
  page.on('console', (message) => { complaints.push(`${message.type()}: ${message.text()}`); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.addInitScript({ path: fileURLToPath(new URL('checks.js', import.meta.url)) });
  await page.goto(url);
  await page.getByRole('heading', { name: 'Start here' }).waitFor();
  await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  return { page, complaints, asked, refused: () => page.evaluate<string[]>('checks.violations'), close: () => context.close() };
}
