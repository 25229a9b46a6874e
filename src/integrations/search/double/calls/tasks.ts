import { parameter, readQuery, type Members, type Parameter } from '../check.js';
import { Refusal } from '../refusals.js';
import { accepted, ok, route, type Call } from '../routing.js';
import { TASK_STATUSES, TASK_TYPES, type Task } from '../tasks.js';

const isCount = (each: string): boolean => /^\d{1,10}$/.test(each);
const numbers = (code: string): Parameter => parameter.list(code, (each) => each === '*' || isCount(each));
const words = (code: string, known: readonly string[]): Parameter => parameter.list(code, (each) => each === '*' || known.includes(each));
const date = (code: string): Parameter => ({ code, of: (given) => (given === '*' || !Number.isNaN(Date.parse(given)) ? given : undefined) });

const FILTERS = {
  uids: numbers('invalid_task_uids'), batchUids: numbers('invalid_batch_uids'), canceledBy: numbers('invalid_task_canceled_by'),
  types: words('invalid_task_types', TASK_TYPES), statuses: words('invalid_task_statuses', TASK_STATUSES),
  indexUids: parameter.list('invalid_index_uid', (each) => each === '*' || /^[A-Za-z0-9_-]{1,512}$/.test(each)),
  afterEnqueuedAt: date('invalid_task_after_enqueued_at'), beforeEnqueuedAt: date('invalid_task_before_enqueued_at'),
  afterStartedAt: date('invalid_task_after_started_at'), beforeStartedAt: date('invalid_task_before_started_at'),
  afterFinishedAt: date('invalid_task_after_finished_at'), beforeFinishedAt: date('invalid_task_before_finished_at'),
};
const LIST = {
  ...FILTERS, limit: parameter.count('invalid_task_limit'), from: parameter.count('invalid_task_from'), reverse: parameter.flag('invalid_task_reverse'),
};

function chosen({ state }: Call, asked: Members): Task[] {
  const among = (name: string, value: unknown): boolean => {
    const wanted = asked[name];
    return !Array.isArray(wanted) || wanted.includes('*') || wanted.includes(String(value));
  };
  const within = (after: string, before: string, value: string | null): boolean => [[after, 1], [before, -1]].every(([name, turn]) => {
    const limit = asked[String(name)];
    return typeof limit !== 'string' || limit === '*' || (value !== null && (Date.parse(value) - Date.parse(limit)) * Number(turn) > 0);
  });
  return state.tasks.all.filter((task) => among('uids', task.uid) && among('batchUids', task.batchUid) && among('canceledBy', task.canceledBy)
    && among('types', task.type) && among('statuses', task.status) && among('indexUids', task.indexUid)
    && within('afterEnqueuedAt', 'beforeEnqueuedAt', task.enqueuedAt) && within('afterStartedAt', 'beforeStartedAt', task.startedAt)
    && within('afterFinishedAt', 'beforeFinishedAt', task.finishedAt));
}

function list(call: Call): Members {
  const asked = readQuery(call.query, LIST);
  const { limit = 20, from = null, reverse = false } = asked;
  const found = chosen(call, asked).sort((a, b) => (reverse === true ? a.uid - b.uid : b.uid - a.uid));
  const rest = found.filter(({ uid }) => typeof from !== 'number' || (reverse === true ? uid >= from : uid <= from));
  const page = rest.slice(0, limit as number);
  return { results: page.map(shown), total: found.length, limit, from: page[0]?.uid ?? null, next: rest[page.length]?.uid ?? null };
}

function shown(task: Task): Members {
  const { startedAt, finishedAt } = task;
  const ms = startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
  return { ...task, duration: ms === null ? null : `PT${ms / 1_000}S` };
}

function numbered(text: string, code: string): number {
  if (!isCount(text)) throw new Refusal(code, `${text} is no whole number.`);
  return Number(text);
}

/** Cancels tasks that wait, or forgets those that are done. */
function change(call: Call, cancels: boolean): Members {
  const asked = readQuery(call.query, FILTERS);
  if (Object.keys(asked).length === 0) throw new Refusal('missing_task_filters', 'At least one parameter is to say which tasks.');
  const originalFilter = `?${call.query.toString()}`;
  const { tasks } = call.state;
  const matched = chosen(call, asked);
  return tasks.enqueue({
    type: cancels ? 'taskCancelation' : 'taskDeletion', indexUid: null, details: { matchedTasks: matched.length, originalFilter },
    run: (uid) => {
      const met = matched.filter(({ status }) => cancels === (status === 'enqueued' || status === 'processing'));
      if (!cancels) tasks.remove(new Set(met));
      for (const task of cancels ? met : []) {
        task.status = 'canceled';
        task.canceledBy = uid;
      }
      return cancels ? { canceledTasks: met.length } : { deletedTasks: met.length };
    },
  });
}

function batches(call: Call): Members {
  const asked = readQuery(call.query, LIST);
  const { limit = 20 } = asked;
  const found = chosen(call, asked).filter(({ batchUid }) => batchUid !== null).sort((a, b) => b.uid - a.uid);
  const page = found.slice(0, limit as number);
  return { results: page.map(batchOf), total: found.length, limit, from: page[0]?.batchUid ?? null, next: found[page.length]?.batchUid ?? null };
}

/** Each task is a batch of its own. */
function batchOf(task: Task): Members {
  const { duration } = shown(task);
  return {
    uid: task.batchUid, progress: null, details: task.details, duration, startedAt: task.startedAt, finishedAt: task.finishedAt,
    stats: { totalNbTasks: 1, status: { [task.status]: 1 }, types: { [task.type]: 1 }, indexUids: task.indexUid === null ? {} : { [task.indexUid]: 1 } },
  };
}

function batch({ state, names }: Call): Members {
  const uid = numbered(names[0] ?? '', 'invalid_batch_uids');
  const task = state.tasks.all.find(({ batchUid }) => batchUid === uid);
  if (task === undefined) throw new Refusal('batch_not_found', `There is no batch ${uid}.`);
  return batchOf(task);
}

export const taskCalls = [
  route('GET', '/tasks', 'tasks.get', (call) => ok(list(call))),
  route('GET', '/tasks/:uid', 'tasks.get', ({ state, names }) => ok(shown(state.tasks.task(numbered(names[0] ?? '', 'invalid_task_uids'))))),
  route('POST', '/tasks/cancel', 'tasks.cancel', (call) => accepted(change(call, true))),
  route('DELETE', '/tasks', 'tasks.delete', (call) => accepted(change(call, false))),
  route('GET', '/batches', 'tasks.get', (call) => ok(batches(call))),
  route('GET', '/batches/:uid', 'tasks.get', (call) => ok(batch(call))),
];
