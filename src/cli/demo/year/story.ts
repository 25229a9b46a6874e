import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, formatIndianDate } from '../../../lib/indianDate.js';
import { told, type Say } from '../telling.js';
import * as documents from './operations.generated.js';
import { decideAndOrder, payByCard, raise, receive, submit } from './purchase.js';
import { amounts, Year, type Stage } from './telling.js';

/** 1,250 seats for a year at 431 rupees; 40 more on day 100 of 365, 266 days left; 1,175 for the next year. In paise. */
const FIRST = { taxable: '53875000', tax: '4848750', total: '63572500' };
const ADDED = { taxable: '1256395', tax: '113076', total: '1482547' };
const RENEWED = { taxable: '50642500', tax: '4557825', total: '59758150' };

/** Of the first: 2% of the price is withheld, the rest comes in money. In paise. */
const WITHHELD = '1077500';
const PAID = '62495000';

const EMPLOYEES = 300;

/**
 * Plays a department's year: it asks for 1,250 seats, approves, sanctions and orders; pays by transfer with 2% withheld; assigns by
 * CSV; an employee takes his seat and opens a course; 40 seats are added on day 100 and their bill is forgotten until the subscription
 * is suspended; it is paid by card and all is open again; the next year begins with 1,175. Every amount is told to the paisa. Throws NotAsTold
 * at the first step that does not go as told; answers the number of steps.
 */
export async function playYear(stage: Stage, say: Say): Promise<number> {
  let steps = 0;
  const t = new Year(stage, (line) => { steps += 1; say(line); });
  await buy(t);
  await pay(t);
  await assign(t);
  await learn(t);
  await add(t);
  await forget(t);
  await renew(t);
  return steps;
}

async function buy(t: Year): Promise<void> {
  const draft = await raise(t, { purpose: 'NEW', quantity: 1_250, justification: 'Induction training of section officers.' });
  const request = await submit(t, draft, FIRST);
  t.say('Harish, procurement officer, asks for 1,250 seats for a year. The quote: 5,38,750.00 and 48,487.50 each of central and state tax, 6,35,725.00.');
  const own = await t.refused('procurement-officer', documents.YearRequestApproveDocument, { purchaseRequestId: request.id });
  t.say(`He tries to approve it himself and is told: ${own.message}`);
  await decideAndOrder(t, request, `TRG-${t.suffix}/1`);
  const { id, state, currentTerm } = await t.subscription();
  t.subscriptionId = id;
  told(state === 'ACTIVE' && currentTerm.quantity === 1_250, `after the order the subscription is ${state} with ${currentTerm.quantity} seats`);
  t.say(`Usha, the approving authority, approves and sanctions it; Harish orders. 1,250 seats are open until ${formatIndianDate(addDays(currentTerm.endsOn, -1))}.`);
}

async function pay(t: Year): Promise<void> {
  const invoice = await t.invoiceOf(FIRST.total);
  told(invoice.state === 'ISSUED' && invoice.number !== null && invoice.dueOn !== null, `the invoice is ${invoice.state}`);
  t.say(`Invoice ${invoice.number} is issued over 6,35,725.00, due on ${formatIndianDate(invoice.dueOn)}, to be paid with the reference ${invoice.expectedPayments[0]?.reference ?? ''}.`);
  const receipt = await receive(t, { paise: PAID, reference: invoice.expectedPayments[0]?.reference ?? '', utr: utrOf(t) });
  const part = await t.invoiceOf(FIRST.total);
  told(part.state === 'PART_SETTLED', `an invoice that is paid in part is PART_SETTLED, not ${part.state}`);
  amounts(part.outstanding, WITHHELD, 'what is outstanding');
  t.say(`6,24,950.00 arrive by transfer. Vijay, finance officer, records it and cannot confirm it: ${receipt.refusal}`);
  t.say(`Anjali, another finance officer, confirms it: receipt ${receipt.number}. 10,775.00 are outstanding.`);
  const settled = await t.mutate('procurement-officer', documents.YearTaxWithheldClaimDocument, {
    idempotencyKey: t.key('withheld'), invoiceId: invoice.id, kind: 'GST_TDS', amount: { amountMinor: WITHHELD },
  });
  told(settled.state === 'SETTLED', `with the tax withheld the invoice is SETTLED, not ${settled.state}`);
  t.say('The rest, 2% of the price, was withheld as tax; Harish claims it, and the invoice is settled.');
}

/** The number that the banks give a transfer by RTGS: 22 characters. */
function utrOf(t: Year): string {
  return `DEMOR5${t.suffix.toUpperCase()}0000000001`;
}

async function assign(t: Year): Promise<void> {
  const lines = Array.from({ length: EMPLOYEES - 1 }, (_, n) => `Employee ${n + 1},employee${n + 1}@dopt.example.in,E-${n + 1}`);
  const csv = ['name,email,employee_code', 'Ravi Shankar,newcomer@example.in,E-0', ...lines, 'Nobody,not an address,E-9999'].join('\n');
  const { uploadCreate: { upload, url, userErrors } } = await t.ask('training-manager', documents.YearUploadCreateDocument, {
    input: { fileName: 'employees.csv', mediaType: 'text/csv', byteCount: csv.length, purpose: 'SEATS' },
  });
  told(upload !== null && url !== null, `the upload was refused: ${userErrors.map(({ message }) => message).join(' ')}`);
  await t.stage.send(url, `${csv}\n`);
  const started = await t.mutate('training-manager', documents.YearSeatImportStartDocument, {
    idempotencyKey: t.key('import'), uploadId: upload.id, subscriptionId: t.subscriptionId,
  });
  const done = await finished(t, started.id);
  told(done.counts.assigned === EMPLOYEES && done.counts.refused === 1, `${done.counts.assigned} were assigned and ${done.counts.refused} refused`);
  const { currentTerm } = await t.subscription();
  told(currentTerm.assigned === EMPLOYEES && currentTerm.free === 1_250 - EMPLOYEES, `${currentTerm.assigned} seats are assigned and ${currentTerm.free} free`);
  t.say(`Deepak, training manager, sends a CSV of ${EMPLOYEES + 1} employees: ${EMPLOYEES} have a seat, one line is refused: ${done.lines.nodes[0]?.message ?? ''}`);
}

async function finished(t: Year, id: string): Promise<NonNullable<documents.YearSeatImportQuery['seatImport']>> {
  for (let turn = 0; turn < 300; turn += 1) {
    const { seatImport } = await t.ask('training-manager', documents.YearSeatImportDocument, { id });
    told(seatImport !== null && seatImport.state !== 'FAILED', `the file was not taken in: ${seatImport?.failure ?? ''}`);
    if (seatImport.state === 'DONE') return seatImport;
    await sleep(200);
  }
  throw new Error('the file was not taken in within a minute');
}

async function learn(t: Year): Promise<void> {
  const { courses } = await t.ask(null, documents.YearCoursesDocument, {});
  const course = courses.nodes.find(({ publishedVersion }) => publishedVersion?.inclusion === 'SUBSCRIPTION');
  told(course !== undefined, 'no course is included in the subscription');
  Object.assign(t, { courseId: course.id, courseTitle: course.publishedVersion?.title ?? '' });
  const before = await t.access('newcomer');
  told(before.reason === 'SEAT_RESERVED', `a reserved seat is SEAT_RESERVED, not ${before.reason ?? before.rule}`);
  t.say(`Ravi, one of them, asks for the course '${t.courseTitle}' and is told: ${before.message}`);
  await t.mutate('newcomer', documents.YearSeatTakeDocument, {});
  const { currentTerm } = await t.subscription();
  const after = await t.access('newcomer');
  told(after.allowed && after.rule === 'SEAT' && after.endsOn === currentTerm.endsOn, `with his seat he is judged ${after.reason ?? after.rule}`);
  const opened = await t.ask('newcomer', documents.YearCourseDocument, { id: t.courseId });
  told((opened.course?.publishedVersion?.modules.length ?? 0) > 0, 'the course that he opens is empty');
  t.say(`He takes his seat and opens the course. ${after.message}`);
}

async function add(t: Year): Promise<void> {
  const { currentTerm } = await t.subscription();
  await t.stage.clock.moveTo(addDays(currentTerm.startsOn, 99));
  const draft = await raise(t, { purpose: 'ADDITION', quantity: 40, justification: 'Forty who were promoted.' });
  const request = await submit(t, draft, ADDED);
  await decideAndOrder(t, request, `TRG-${t.suffix}/2`);
  const { currentTerm: grown } = await t.subscription();
  told(grown.quantity === 1_290 && grown.endsOn === currentTerm.endsOn, `after the addition there are ${grown.quantity} seats until ${grown.endsOn}`);
  const invoice = await t.invoiceOf(ADDED.total);
  t.say(`Day 100: forty more seats, for the 266 days that are left: 12,563.95 and 1,130.76 twice. Invoice ${invoice.number ?? ''} over 14,825.47.`);
}

async function forget(t: Year): Promise<void> {
  const { id, dueOn } = await t.invoiceOf(ADDED.total);
  told(dueOn !== null, 'the invoice is never due');
  await t.stage.clock.moveTo(addDays(dueOn, 1));
  told((await t.subscription()).state === 'GRACE' && (await t.access('newcomer')).allowed, 'the day after, the department has no grace');
  t.say('The bill is forgotten. The day after it was due the subscription is in GRACE, and Ravi learns on.');
  await t.stage.clock.moveTo(addDays(dueOn, 31));
  const closed = await t.access('newcomer');
  told(closed.reason === 'SUBSCRIPTION_SUSPENDED', `after the days of grace he is judged ${closed.reason ?? closed.rule}`);
  t.say(`Thirty days later it is SUSPENDED, and Ravi is told: ${closed.message}`);
  const paid = await payByCard(t, id, ADDED.total);
  amounts(paid.outstanding, '0', 'what is outstanding');
  const open = await t.access('newcomer');
  told(open.allowed && open.rule === 'SEAT', `after the payment he is judged ${open.reason ?? open.rule}`);
  t.say('Harish asks for a page at the card provider and pays the 14,825.47 there. The receipt is made by itself, and with it the course is open again.');
}

async function renew(t: Year): Promise<void> {
  const { currentTerm } = await t.subscription();
  await t.stage.clock.moveTo(addDays(currentTerm.endsOn, -60));
  const { purchaseRequests } = await t.ask('procurement-officer', documents.YearRequestsDocument, { subscriptionId: t.subscriptionId });
  const [prepared] = purchaseRequests.nodes;
  told(prepared !== undefined && prepared.quantity === 1_290, 'no renewal is prepared sixty days before the end');
  t.say('Sixty days before the end Harish finds the renewal prepared, with the 1,290 seats of now.');
  const changed = await t.mutate('procurement-officer', documents.YearRequestUpdateDocument, {
    purchaseRequestId: prepared.id, revision: prepared.revision, quantity: 1_175,
  });
  await decideAndOrder(t, await submit(t, changed, RENEWED), `TRG-${t.suffix}/3`);
  const waiting = await t.invoiceOf(RENEWED.total);
  told(waiting.state === 'DRAFT', `the invoice of a term to come is a DRAFT, not ${waiting.state}`);
  t.say('He asks for 1,175; approved, sanctioned, ordered: 5,97,581.50. The invoice waits until the new term begins.');
  await t.stage.clock.moveTo(currentTerm.endsOn);
  const { currentTerm: next, state } = await t.subscription();
  told(state === 'ACTIVE' && next.startsOn === currentTerm.endsOn && next.quantity === 1_175 && next.assigned === EMPLOYEES, `the new term has ${next.quantity} seats, ${next.assigned} assigned`);
  const issued = await t.invoiceOf(RENEWED.total);
  told(issued.state === 'ISSUED' && issued.number !== null, `on the first day the invoice is ${issued.state}`);
  const access = await t.access('newcomer');
  told(access.allowed && access.endsOn === next.endsOn, 'with the new term the seat is lost');
  t.say(`The new term begins by itself: 1,175 seats, the same people in them, invoice ${issued.number}. ${access.message}`);
  const { trialBalance } = await t.ask('auditor', documents.YearBooksDocument, {});
  told(trialBalance !== null && trialBalance.debit.amountMinor === trialBalance.credit.amountMinor, 'debits and credits differ');
  t.say(`Farida, auditor, looks at the books: debits and credits are both ${trialBalance.debit.formatted}.`);
}
