import { startContender } from './contenders.mjs';
import { PATIENCE_AFTER_MAKING_MS, untilJobsAreDone } from './jobs.mjs';
import { signIn } from './people.mjs';
import { built } from './places.mjs';

const DRAFTS = 32;
const REQUESTS = 20;
const AT_ONCE = 100;
/** So many seats are handed out through the API; all beyond are written straight into the tables. */
const BY_API = 2_000;
/** What seats are bought for beyond those that are handed out: the bench hands out more. */
const SPARE = 1_000_000;

/**
 * Through the API itself, what the seed does not make: a department's purchases, a subscription with seats handed out, drafts to be
 * edited. Answers the ids that the operations name.
 */
export async function arrange({ dataDir, server, owner, seats, say }) {
  say('arranging purchases, seats and drafts');
  const ours = await startContender('ours', { server, dataDir });
  try {
    const ask = asker(ours.url, await signIn(dataDir));
    const subscriptionId = await bought(ask, seats + SPARE);
    await assigned(ask, subscriptionId, Math.min(seats, BY_API));
    const purchaseRequestIds = [];
    for (let n = 0; n < REQUESTS; n += 1) purchaseRequestIds.push(await submitted(ask, { purpose: 'ADDITION', subscriptionId, quantity: 10 + n }));
    const drafts = [];
    for (let n = 0; n < DRAFTS; n += 1) drafts.push(await drafted(ask, n));
    await untilJobsAreDone(owner, PATIENCE_AFTER_MAKING_MS, say);
    const courseIds = await included(ask);
    if (seats > BY_API) await filled(owner, subscriptionId, seats, say);
    return { subscriptionId, purchaseRequestIds, drafts, courseIds };
  } finally {
    await ours.stop();
  }
}

/** Runs operations that must succeed. */
function asker(url, tokens) {
  return async (who, query, variables = {}) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', ...(who === null ? {} : { authorization: `Bearer ${tokens[who]}` }) },
    });
    const { data, errors } = await answer.json();
    const payload = data === null || data === undefined ? null : Object.values(data)[0];
    const refused = errors ?? (payload?.userErrors?.length > 0 ? payload.userErrors : null);
    if (refused !== null) throw new Error(`${query.slice(0, 60)}: ${JSON.stringify(refused)}`);
    return payload;
  };
}

const run = (name, type, selection) => `mutation Run($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
const officer = 'procurement-officer';

async function submitted(ask, wish) {
  const { purchaseRequest: { id } } = await ask(officer, run('purchaseRequestCreate', 'PurchaseRequestCreateInput', 'purchaseRequest { id }'), {
    input: { idempotencyKey: `bench-${wish.purpose}-${wish.quantity}`, justification: 'For the officers who joined this year.', budgetHead: '2070.00.003.01.00.28', ...wish },
  });
  await ask(officer, run('purchaseRequestSubmit', 'PurchaseRequestSubmitInput', 'quote { id }'), { input: { purchaseRequestId: id } });
  return id;
}

async function bought(ask, quantity) {
  const id = await submitted(ask, { purpose: 'NEW', kind: 'SEATS', quantity });
  const input = { purchaseRequestId: id };
  const approved = await ask('approving-authority', run('purchaseRequestApprove', 'PurchaseRequestApproveInput', 'purchaseRequest { latestQuote { total { amountMinor } } }'), { input });
  const today = new Date(Date.now() + 19_800_000 - 86_400_000).toISOString().slice(0, 10);
  await ask('approving-authority', run('purchaseRequestSanction', 'PurchaseRequestSanctionInput', 'purchaseRequest { id }'), {
    input: {
      ...input, number: 'A-12011/1/2026', date: today, amount: { amountMinor: approved.purchaseRequest.latestQuote.total.amountMinor }, budgetHead: '2070.00.003.01.00.28',
    },
  });
  const ordered = await ask(officer, run('purchaseRequestOrder', 'PurchaseRequestOrderInput', 'subscription { id }'), { input: { ...input, idempotencyKey: 'bench-order' } });
  return ordered.subscription.id;
}

async function assigned(ask, subscriptionId, seats) {
  for (let from = 0; from < seats; from += AT_ONCE) {
    const employees = Array.from({ length: Math.min(AT_ONCE, seats - from) }, (_, index) => person(from + index));
    await ask('training-manager', run('seatsAssign', 'SeatsAssignInput', 'seats { id }'), { input: { idempotencyKey: `bench-${from}`, subscriptionId, employees } });
  }
}

/** The first of the employees is the demonstration's learner, whom the seat is at once active for. */
function person(n) {
  if (n === 0) return { person: { email: 'learner@example.in', name: 'Pooja Kumari', code: 'B-0' } };
  return { person: { email: `officer.${n}@bench.example.in`, name: `Officer ${n}`, code: `B-${n}` } };
}

async function filled(owner, subscriptionId, seats, say) {
  const [{ fillSeats }, { uuidOf }] = await Promise.all([built('db/seed/large/seats'), built('lib/ids')]);
  const id = uuidOf('subscription', subscriptionId);
  const [{ department }] = await owner`select department_id as department from subscription where id = ${id}`;
  await fillSeats(owner, [{ departmentId: department, subscriptionId: id, tenths: 10 }], BY_API, seats, (made) => say(`${made} of ${seats} seats`));
}

async function drafted(ask, n) {
  const { course } = await ask('author', run('courseCreate', 'CourseCreateInput', 'course { id openVersion { id revision } }'), {
    input: { title: `A Draft of the Benchmark ${n}`, summary: 'It is edited again and again.', languages: ['en'] },
  });
  return course.openVersion.id;
}

async function included(ask) {
  const { nodes } = await ask(null, 'query { courses(first: 20, filter: { inclusion: SUBSCRIPTION }) { nodes { id } } }');
  return nodes.map(({ id }) => id);
}
