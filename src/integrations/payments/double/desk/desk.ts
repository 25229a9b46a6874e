import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Acts } from '../acts/acts.js';
import { readForm, type Form } from '../form.js';
import { bodyOf } from '../http.js';
import { StripeRefusal } from '../refusals.js';
import type { DoubleState } from '../state.js';
import { deskPage, messagePage, payPage } from './pages.js';

/**
 * What a developer does by hand, in a browser: pays on the page of an invoice (`/i/<id>`), and at the desk (`/`) is the banks and the
 * holders of cards.
 */
export async function answerDesk(state: DoubleState, acts: Acts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path } = new URL(request.url ?? '/', 'http://double');
  if (request.method === 'POST' && path === '/act') {
    await act(acts, readForm(await bodyOf(request)), response);
    return;
  }
  const invoice = state.tables.invoice.get(/^\/i\/([^/]+)$/.exec(path)?.[1] ?? '');
  if (request.method !== 'GET') page(response, 405, messagePage('Only pages can be read here.'));
  else if (path === '/') page(response, 200, deskPage(state));
  else if (invoice === undefined || invoice.status === 'draft') page(response, 404, messagePage('There is no such page.'));
  else page(response, 200, payPage(invoice));
}

async function act(acts: Acts, form: Form, response: ServerResponse): Promise<void> {
  const word = (name: string): string => typeof form[name] === 'string' ? form[name] : '';
  try {
    await acted(acts, word('act'), word('id'), word('amount'));
  } catch (error) {
    page(response, 400, messagePage(error instanceof StripeRefusal || error instanceof Error ? error.message : String(error)));
    return;
  }
  response.writeHead(303, { location: word('back').startsWith('/') ? word('back') : '/' }).end();
}

async function acted(acts: Acts, name: string, id: string, rupees: string): Promise<void> {
  const amount = paiseOf(rupees);
  const some = amount === null ? {} : { amount };
  const known: Readonly<Record<string, () => Promise<unknown>>> = {
    pay: () => acts.payHostedInvoice(id, some), decline: () => acts.declineHostedInvoice(id),
    confirm: () => acts.confirmSetup(id), confirmInactive: () => acts.confirmSetup(id, 'inactive'), failSetup: () => acts.failSetup(id),
    revoke: () => acts.moveMandate(id, 'inactive'), settle: () => acts.settleCharge(id), fail: () => acts.failCharge(id),
    takeBack: () => acts.failLate(id), refund: () => acts.refundAtDashboard(id, some), failRefund: () => acts.failRefund(id),
    dispute: () => acts.dispute(id, some), win: () => acts.closeDispute(id, true), lose: () => acts.closeDispute(id, false),
    payOut: () => acts.payOut(), failPayout: () => acts.failPayout(id),
  };
  const run = known[name];
  if (run === undefined) throw new Error(`nobody can do '${name}' here`);
  await run();
}

/** Rupees with at most two decimals as paise; null where nothing is said. */
function paiseOf(rupees: string): number | null {
  if (rupees.trim() === '') return null;
  const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(rupees.trim()) ?? [];
  if (whole === undefined) throw new Error(`'${rupees}' is not an amount in rupees`);
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'", 'cache-control': 'no-store',
  }).end(html);
}
