import type Stripe from 'stripe';
import { allOf, type DoubleState } from '../state.js';

/** Something that can be done with a thing: the name of the act, and the words on its button. */
type Button = readonly [act: string, words: string];

/** The page on which an invoice is paid. */
export function payPage(invoice: Stripe.Invoice): string {
  const { id, status, description } = invoice;
  const lines = invoice.lines.data.map((line) => `<tr><td>${safe(line.description ?? '')}</td><td>${money(line.amount, line.currency)}</td></tr>`).join('');
  const rest = status === 'open'
    ? `<p class="due">${money(invoice.amount_remaining, invoice.currency)}</p>
       ${form(id, [['pay', 'Pay'], ['decline', 'Pay with a card that is declined']], `/i/${id}`, 'Another amount, in rupees')}`
    : `<p class="due">${WORDS[String(status)] ?? String(status)}</p>`;
  return page('Pay by card', `<h1>${safe(description ?? 'Invoice')}</h1><table>${lines}</table>${rest}
    <p class="note">A stand-in for the card provider's page. No money moves. <a href="/">The desk</a></p>`);
}

const WORDS: Readonly<Record<string, string>> = { paid: 'This invoice is paid.', void: 'This invoice was taken back.' };

/** The desk, at which a developer is the banks and the holders of cards. */
export function deskPage(state: DoubleState): string {
  const { tables } = state;
  const processing = allOf(state, 'payment_intent', ({ status }) => status === 'processing');
  const succeeded = allOf(state, 'payment_intent', ({ status }) => status === 'succeeded');
  return page('The desk', `<h1>The desk of the stand-in for Stripe</h1>
    ${section('Pages to be paid', allOf(state, 'invoice', ({ status }) => status === 'open').map((invoice) =>
      row(`<a href="/i/${invoice.id}">${invoice.id}</a> ${safe(invoice.description ?? '')}`, money(invoice.amount_remaining, invoice.currency))))}
    ${section('Cards to be saved', allOf(state, 'setup_intent', ({ status }) => status === 'requires_payment_method').map((setup) => row(
      `${setup.id} ${safe(setup.description ?? '')}`, '',
      form(setup.id, [['confirm', 'Authorise'], ['confirmInactive', 'Authorise, and the bank refuses the mandate'], ['failSetup', 'Fail']]))))}
    ${section('Mandates', allOf(state, 'mandate', ({ status }) => status === 'active').map((mandate) => row(mandate.id, '', form(mandate.id, [['revoke', 'Take back']]))))}
    ${section('Charges of saved cards', processing.map((intent) => row(named(intent), money(intent.amount, intent.currency), form(intent.id, [['settle', 'Pay'], ['fail', 'Refuse']]))))}
    ${section('Payments', succeeded.map((intent) => row(named(intent), money(intent.amount_received, intent.currency),
      form(intent.id, [['refund', 'Pay back'], ['dispute', 'Dispute'], ['takeBack', 'The bank takes it back']], '/', 'A part, in rupees'))))}
    ${section('Refunds', [...tables.refund.values()].map((refund) => row(`${refund.id} ${safe(String(refund.status))}`, money(refund.amount, refund.currency),
      refund.status === 'failed' ? '' : form(refund.id, [['failRefund', 'Fail']]))))}
    ${section('Disputes', [...tables.dispute.values()].map((dispute) => row(`${dispute.id} ${dispute.status}`, money(dispute.amount, dispute.currency),
      dispute.status === 'needs_response' ? form(dispute.id, [['win', 'We win'], ['lose', 'We lose']]) : '')))}
    ${section('Payouts', [...tables.payout.values()].map((payout) => row(`${payout.id} ${payout.status}`, money(payout.amount, payout.currency),
      payout.status === 'failed' ? '' : form(payout.id, [['failPayout', 'The bank sends it back']]))))}
    ${form('', [['payOut', 'Pay out what has come together']])}`);
}

/** A page that says one thing. */
export function messagePage(message: string): string {
  return page('The desk', `<p>${safe(message)}</p><p><a href="/">The desk</a></p>`);
}

function named({ id, description }: Stripe.PaymentIntent): string {
  return `${id} ${safe(description ?? '')}`;
}

function section(title: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `<h2>${title}</h2><table>${rows.join('')}</table>`;
}

function row(what: string, amount: string, actions = ''): string {
  return `<tr><td>${what}</td><td>${amount}</td><td>${actions}</td></tr>`;
}

function form(id: string, buttons: readonly Button[], back = '/', amountLabel = ''): string {
  const amount = amountLabel === '' ? '' : `<label>${amountLabel} <input name="amount" inputmode="decimal" size="12"></label>`;
  const shown = buttons.map(([act, words]) => `<button name="act" value="${act}">${words}</button>`).join(' ');
  return `<form method="post" action="/act"><input type="hidden" name="id" value="${id}"><input type="hidden" name="back" value="${back}">${shown} ${amount}</form>`;
}

/** An amount as people read it, in Indian grouping. */
function money(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-IN', { style: 'currency', currency }).format(amount / 100);
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}table{border-collapse:collapse;width:100%}
td{border-bottom:1px solid #ccc;padding:.4rem;vertical-align:top}.due{font-size:2rem}.note{color:#555}button{font:inherit;padding:.4rem .9rem}
form{display:inline}input{font:inherit}</style></head><body>${body}</body></html>`;
}
