import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId, publicId } from '../../../src/lib/ids.js';
import { toyServer } from '../transport/toy.js';
import { CHROMIUM, openWatched, startChromium, type Watched } from './chromium.js';
import { running, type Running } from './running.js';

const WITHOUT = CHROMIUM === null;
if (WITHOUT) process.stdout.write('No Chromium was found (on Debian: apt-get install chromium): the explorer is not tested in a browser.\n');

/** Eventually, also on a busy machine. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

describe.skipIf(WITHOUT)('the explorer in Chromium', { timeout: 60_000 }, () => {
  let server: Running;
  let browser: Browser;
  let watched: Watched;
  beforeAll(async () => { [server, browser] = await Promise.all([running(), startChromium()]); });
  afterAll(async () => { await Promise.all([browser.close(), server.close()]); });
  // Whatever a test does: no request to any other host, nothing in the console, nothing that the policy refused.
  afterEach(async () => {
    const found = [...watched.complaints, ...await watched.refused()];
    await watched.close();
    expect(found).toEqual([]);
  });

  const open = async (options: Parameters<typeof openWatched>[2] = {}): Promise<Watched['page']> => {
    watched = await openWatched(browser, `${server.url}/`, options);
    return watched.page;
  };
  const answer = (): Promise<string> => watched.page.locator('.result-window').innerText();
  const operation = (): Promise<string> => watched.page.locator('.graphiql-query-editor').innerText();
  const press = (name: string): Promise<void> => watched.page.locator('.start').getByRole('button', { name, exact: true }).first().click();
  /** Opens the group of a role, and an example in it. */
  const example = async (group: string, name: string): Promise<void> => {
    const details = watched.page.locator('details', { has: watched.page.locator('summary', { hasText: new RegExp(`^${group}`) }) });
    if (await details.getAttribute('open') === null) await details.locator('summary').click();
    await details.getByRole('button', { name, exact: true }).click();
  };

  it('opens at / with a welcome of five steps and an operation that runs', async () => {
    const page = await open();
    expect(await page.title()).toBe('Karmayogi Marketplace: API explorer');
    expect(await page.locator('.steps li').count()).toBe(5);
    expect(await operation()).toContain('query Catalogue');
    expect(await operation()).not.toContain('Welcome to GraphiQL');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await soon(answer).toContain('"publishedVersion"');
    expect(await answer()).toContain('"hi"');
    expect(watched.asked.filter((path) => path === '/graphql').length).toBeGreaterThanOrEqual(2);
  });

  it('runs an example as somebody of its role', async () => {
    const page = await open();
    await press('Become a curator');
    await soon(answer).toContain('"reviewQueue"');
    expect(await page.locator('#act-as').inputValue()).toBe('curator');
    expect(await page.getByRole('status').innerText()).toBe('My review queue, as Meera Iyer (CURATOR).');
    expect(await page.locator('.group.mine summary').innerText()).toContain('Curator');
  });

  it('fills the variables of a mutation from what there is, and leaves it to the reader to run it', async () => {
    const page = await open();
    await press('Claim a stage');
    await soon(operation).toContain('mutation Claim');
    await soon(() => page.locator('.graphiql-editor-tool').innerText()).toMatch(/review_stage_\w{26}/);
    expect(await answer()).not.toContain('reviewAssignment');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await soon(answer).toContain('"state": "ACTIVE"');
    expect(await answer()).toContain('"userErrors": []');
  });

  it('keeps what somebody wrote: an example then opens in a tab of its own', async () => {
    const page = await open();
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ indianStates { code } }');
    await press('Read the record');
    await soon(answer).toContain('"auditEvents"');
    await page.getByRole('tab').first().click();
    await soon(operation).toContain('indianStates');
  });

  it('switches the person, and a reload keeps the choice', async () => {
    const page = await open();
    await page.locator('#act-as').selectOption('auditor');
    await soon(() => page.getByRole('status').innerText()).toBe('You act as Farida Hussain now.');
    await example('Anybody signed in', 'Who am I?');
    await soon(answer).toContain('Farida Hussain');
    await page.locator('#act-as').selectOption('author');
    await soon(() => page.getByRole('status').innerText()).toContain('Kavita Rao');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await soon(answer).toContain('Kavita Rao');
    await page.reload();
    await soon(() => page.locator('#act-as').inputValue()).toBe('author');
  });

  it('lets who has several memberships choose the one to act through', async () => {
    await server.owner`
      insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      select ${newId()}, u.id, o.id, 'DEPARTMENT', '{LEARNER}', '{}', 'ACTIVE', now()
      from app_user u, organisation o where u.email = 'author-2@example.in' and o.slug = 'department-of-personnel-and-training'`;
    const memberships = await server.owner<{ id: string; kind: string }[]>`
      select m.id, m.organisation_kind as kind from membership m join app_user u on u.id = m.user_id where u.email = 'author-2@example.in'`;
    const page = await open();
    await page.locator('#act-as').selectOption('author-2');
    const choice = page.getByLabel('through');
    await choice.waitFor();
    for (const { id, kind } of memberships) {
      await choice.selectOption(publicId('membership', id));
      await example('Anybody signed in', 'Who am I?');
      await soon(async () => /"actingMembership": \{[^}]*\]/.exec(await answer())?.[0]).toContain(kind === 'PROVIDER' ? 'AUTHOR' : 'LEARNER');
    }
  });

  it.each(['light', 'dark'] as const)('can be read, and has a name for each control (%s)', async (colorScheme) => {
    const page = await open({ colorScheme });
    await press('Become a curator');
    await soon(answer).toContain('"reviewQueue"');
    await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
    expect(await page.evaluate('checks.pale()')).toEqual([]);
    expect(await page.evaluate('checks.nameless()')).toEqual([]);
  });

  it('works by keyboard: the editor does not hold the focus, and Ctrl-Enter runs', async () => {
    const page = await open();
    await page.locator('#act-as').focus();
    await page.keyboard.press('Tab');
    for (let presses = 0; presses < 20 && !await page.evaluate('document.activeElement.textContent === "Browse the catalogue"'); presses += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await soon(answer).toContain('"courses"');
    // The group of the role moves to the top; whoever pressed the example stays on it.
    await page.locator('summary', { hasText: /^Auditor/ }).focus();
    for (const key of ['Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
    await soon(answer).toContain('"auditEvents"');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Read the record');
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest(".graphiql-query-editor .CodeMirror")')).toBeNull();
    expect(await operation()).not.toContain('\t');
  });

  it('opens GraphiQL\'s dialogs and documentation within the policy, and changes to dark and back', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Open short keys dialog' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await page.waitForFunction('document.body.classList.contains("graphiql-dark")');
    await page.getByRole('button', { name: 'Light', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('combobox').last().fill('reviewQ');
    await page.locator('.graphiql-plugin [role=option]').first().click();
    await page.getByRole('button', { name: 'Show Start here' }).click();
    await page.getByRole('heading', { name: 'Examples by role' }).waitFor();
  });

  it('fits a phone: nothing wider than the screen, and an example shows its answer', async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await press('Become a curator');
    await soon(answer).toContain('"reviewQueue"');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await soon(() => page.evaluate('document.getElementById("graphiql-session").getBoundingClientRect().top < 400')).toBe(true);
  });

  it('has no switch of people in production, and says how to send a token', async () => {
    const production = await toyServer({ config: { production: true, oidc: { issuer: 'https://login.example.in', audience: 'a' } } });
    watched = await openWatched(browser, `${production.url}/`);
    expect(await watched.page.locator('#act-as').count()).toBe(0);
    expect(await watched.page.locator('.steps').innerText()).toContain('"Authorization": "Bearer <your token>"');
    expect(watched.asked.filter((path) => path.startsWith('/dev/'))).toEqual([]);
    await production.close();
  });
});
