import { describe, expect, it } from 'vitest';
import { sheetOf } from '../../../src/domain/billing/documents/sheetOf.js';
import type { IssuedDocument } from '../../../src/domain/billing/documents/snapshot.js';
import { printPdf } from '../../../src/integrations/documents/pdf.js';
import { billOfSupply, creditNote, interStateInvoice, invoice, line, mixedInvoice, receipt, receiptVoucher, recipient } from './examples.js';
import { printed, readPdf, textOf, type ReadPage } from './reader.js';

/** Names of departments in the scripts of the Eighth Schedule, those of one script once. */
const NAMES = [
  'कार्मिक एवं प्रशिक्षण विभाग', 'நிதித் துறை, தமிழ்நாடு அரசு, சென்னை', 'পশ্চিমবঙ্গ সরকার, কলকাতা', 'ਪੰਜਾਬ ਸਰਕਾਰ, ਚੰਡੀਗੜ੍ਹ', 'ગુજરાત સરકાર, ગાંધીનગર',
  'ଓଡ଼ିଶା ସରକାର, ଭୁବନେଶ୍ୱର', 'ఆంధ్ర ప్రదేశ్ ప్రభుత్వం, అమరావతి', 'ಕರ್ನಾಟಕ ಸರ್ಕಾರ, ಬೆಂಗಳೂರು', 'കേരള സർക്കാർ വകുപ്പ്, തിരുവനന്തപുരം', 'ᱥᱟᱱᱛᱟᱲᱤ', 'ꯃꯅꯤꯄꯨꯔ ꯁꯔꯀꯥꯔ',
];

const to = (name: string, address: readonly string[] = recipient.address): IssuedDocument => invoice({ recipient: { ...recipient, name, address } });

/** Within the margins of A4, and nothing over the foot. */
function expectTidy(pages: readonly ReadPage[]): void {
  for (const [index, { ink, text, width, height }] of pages.entries()) {
    expect([width, height]).toEqual([595, 841]);
    expect(ink?.left).toBeGreaterThanOrEqual(39);
    expect(ink?.right).toBeLessThanOrEqual(556);
    expect(ink?.top).toBeGreaterThanOrEqual(30);
    expect(ink?.bottom).toBeLessThanOrEqual(824);
    expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
  }
}

describe('the printed page', () => {
  it('is the same, byte for byte, whenever and however often it is printed', async () => {
    const documents = [invoice(), interStateInvoice(), mixedInvoice(), billOfSupply(), creditNote(), receipt(), receiptVoucher(), to(NAMES[0] ?? '', NAMES)];
    const first = await Promise.all(documents.map((document) => printPdf(sheetOf(document))));
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    const again: Uint8Array[] = [];
    for (const document of documents.toReversed()) again.unshift(await printPdf(sheetOf(structuredClone(document))));
    for (const [index, bytes] of first.entries()) expect(Buffer.compare(bytes, again[index] ?? new Uint8Array()), String(index)).toBe(0);
    expect(Buffer.compare(first[0] ?? new Uint8Array(), first[1] ?? new Uint8Array())).not.toBe(0);
  });

  it('of an ordinary invoice is one page, within its margins', async () => {
    for (const document of [invoice(), interStateInvoice(), billOfSupply(), creditNote(), receipt(), receiptVoucher()]) {
      const pages = await printed(document);
      expect(pages).toHaveLength(1);
      expectTidy(pages);
    }
  });

  it('says what it is: title, language, tags, and the date of issue as that of the file', async () => {
    const file = Buffer.from(await printPdf(sheetOf(invoice()))).toString('latin1');
    expect(file.startsWith('%PDF-1.7')).toBe(true);
    for (const said of ['/Lang (en-IN)', '/Marked true', '/StructTreeRoot', '(D:20260601063000Z)', '(Tax invoice KB/26-27/0000001)', '/DisplayDocTitle true']) {
      expect(file).toContain(said);
    }
  });

  it('of 500 lines has the heads on every page, every line once, and the total at the end', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => line({ number: index + 1, description: `Course number ${index + 1}. Procurement for beginners` }));
    const pages = await printed(invoice({ lines, amountInWords: 'Rupees Thirty-One Crore Only', instalments: [] }));
    expectTidy(pages);
    const text = pages.map((page) => page.text).join(' ');
    expect([...text.matchAll(/Course number (\d+)\./g)].map(([, number]) => Number(number))).toEqual(lines.map(({ number }) => number));
    for (const page of pages.slice(1, -1)) for (const said of ['Tax invoice KB/26-27/0000001', 'Description of service', 'Total (\u20b9)']) expect(page.text).toContain(said);
    expect(pages.at(-1)?.text).toContain('\u20b9 31,78,62,500.00');
  });

  it('prints names in the scripts of India, and reads them back', async () => {
    const pages = await printed(to(NAMES[0] ?? '', NAMES));
    expectTidy(pages);
    for (const name of NAMES) expect(pages[0]?.text, name).toContain(name.normalize('NFC'));
    // Bold, in a table and in prose as well.
    const elsewhere = await textOf(invoice({ lines: [line({ description: NAMES.join(' / ') })], notes: NAMES }));
    for (const name of NAMES) expect(elsewhere.split(name.normalize('NFC').slice(0, 6)).length, name).toBeGreaterThan(2);
  });

  it('prints Urdu, and what it has no font for, without failing', async () => {
    const pages = await printed(to('حکومت جموں و کشمیر 190001 سری نگر', ['中文 😀 \u{10FFFD} עברית ไทย', 'Москва Ελλάδα Łódź Đà Nẵng']));
    expectTidy(pages);
    expect(pages[0]?.text).toContain('Москва Ελλάδα Łódź');
  });

  it('gives way to other work while it prints', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => line({ number: index + 1 }));
    const sheet = sheetOf(invoice({ lines }));
    await printPdf(sheet);
    let turns = 0;
    const timer = setInterval(() => { turns += 1; }, 1);
    await printPdf(sheet);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('hostile text', () => {
  const zalgo = `Z${'\u0301\u0320'.repeat(500)}algo`;
  const texts: Record<string, string> = {
    'control characters': `A${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')}B\u007f\u0085\u2028\u2029C`,
    'a text turned round': 'Pay to \u202Eevil\u202C \u2066left\u2069 \u200F right',
    'half a character': `half \ud800 and \udfff end`,
    'a very long word': 'W'.repeat(5_000),
    'a long address': `https://example.org/${'a-b_c.'.repeat(800)}`,
    'marks that pile up': zalgo,
    'marks alone': '\u0301\u0301 \u093f \u0bbe\u0bbe',
    'invisible characters': '\u200b\u200c\u200d\ufeff\u00ad\u{E0041}',
    'nothing': '',
    'signs of PDF': ') Tj ET (\\ <</JS (app.alert(1))>> endstream endobj %%EOF',
    'ligatures of four': 'क्ष्म्य्र'.repeat(200),
  };

  it.each(Object.entries(texts))('%s neither fails nor breaks out, wherever it stands', async (_, text) => {
    const document = invoice({
      supplier: { ...invoice().supplier, name: text, address: [text], contact: text },
      recipient: { ...recipient, name: text, address: [text, text], stateName: text },
      lines: [line({ description: text, sac: text.slice(0, 40), unit: text.slice(0, 60), quantity: text.slice(0, 40) })],
      order: { purchaseRequest: text, sanctionNumber: text, sanctionedOn: '2026-05-25', budgetHead: text },
      instalments: [{ sequence: 1, dueOn: '2026-07-01', amount: '1', reference: text }],
      bank: { accountName: text, accountNumber: text, ifsc: text, bankName: text }, amountInWords: text, notes: [text],
    });
    const pages = await readPdf(await printPdf(sheetOf(document)));
    for (const { ink } of pages) {
      expect(ink?.left).toBeGreaterThanOrEqual(36);
      expect(ink?.right).toBeLessThanOrEqual(559);
    }
    expect(pages.map((page) => page.text).join(' ')).toContain('5,38,750.00');
  });
});
