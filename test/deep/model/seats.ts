import { publicId } from '../../../src/lib/ids.js';
import { another } from '../../support/given.js';
import { isOpen, isOver, nextOf, seatsOf, termOf, type Department, type Employee, type Product, type Subscription } from './books.js';
import { accountsOf, foreseen, freshKey, must, type Play } from './office.js';

/** Of the seats in use, how many may be taken back in a term: 5%, rounded up. */
function capOf(active: number): number {
  return Math.ceil(active / 20);
}

function freeOf(department: Department, subscription: Subscription): number {
  const { quantity } = termOf(subscription);
  return Math.max(0, Math.min(quantity, nextOf(subscription)?.quantity ?? quantity) - seatsOf(department, subscription.product).live);
}

/** Somebody: of the register, with an account, or new. */
function somebody({ chance }: Play, department: Department): string {
  const known = [...department.employees.keys()];
  if (known.length > 0 && chance.yes(0.25)) return chance.pick(known);
  return chance.yes(0.5) ? chance.pick(accountsOf(department.index)) : `somebody-${another()}@example.in`;
}

function refusalOf(department: Department, product: Product, email: string): 'ILLEGAL_STATE' | 'TAKEN' | null {
  const known = department.employees.get(email);
  if (known?.hasLeft === true) return 'ILLEGAL_STATE';
  return known?.seats.has(product) === true ? 'TAKEN' : null;
}

function enrol(department: Department, email: string): Employee {
  const known = department.employees.get(email);
  if (known !== undefined) return known;
  const added: Employee = { email, hasAccount: accountsOf(department.index).includes(email), hasLeft: false, seats: new Map() };
  department.employees.set(email, added);
  return added;
}

function sit(employee: Employee, product: Product, id: string): void {
  employee.seats.set(product, { id, state: employee.hasAccount ? 'ACTIVE' : 'RESERVED' });
}

/** Gives some people a seat each. */
export async function assign(play: Play, department: Department, subscription: Subscription): Promise<void> {
  const { chance } = play;
  const { product } = subscription;
  const emails = [...new Set(Array.from({ length: chance.between(1, chance.yes(0.8) ? 6 : 25) }, () => somebody(play, department)))];
  const refusals = emails.map((email) => refusalOf(department, product, email)).filter((code) => code !== null);
  const code = !isOpen(subscription) ? 'ILLEGAL_STATE' : refusals[0] ?? (emails.length > freeOf(department, subscription) ? 'LIMIT_REACHED' : null);
  play.told.push(`assigns ${emails.length} of ${product} (${subscription.state}, ${freeOf(department, subscription)} free)`);
  const made = foreseen(await play.use.seatsAssign(play.as(department, 'trainer'), {
    idempotencyKey: freshKey(), subscriptionId: publicId('subscription', subscription.id),
    employees: emails.map((email) => ({ person: { email, name: 'Pooja Kumari' } })),
  }), code);
  if (made === null) return;
  for (const [index, email] of emails.entries()) sit(enrol(department, email), product, made.seatsIds[index] ?? '');
}

interface Held {
  readonly employee: Employee;
  readonly id: string;
  readonly isActive: boolean;
}

function heldOf(department: Department, product: Product): Held[] {
  return [...department.employees.values()].flatMap((employee) => {
    const seat = employee.seats.get(product);
    return seat === undefined ? [] : [{ employee, id: seat.id, isActive: seat.state === 'ACTIVE' }];
  });
}

/** Of which subscription the live seats of a product are: that which is not over, where the department has bought the same again. */
function holderOf(department: Department, subscription: Subscription): Subscription {
  return department.subscriptions.find((each) => each.product === subscription.product && !isOver(each)) ?? subscription;
}

function withinCap(department: Department, subscription: Subscription, counted: number): boolean {
  return counted <= Math.max(0, capOf(seatsOf(department, subscription.product).active) - termOf(subscription).reassigned);
}

/** Takes some seats back. */
export async function release(play: Play, department: Department, chosen: Subscription): Promise<void> {
  const { chance } = play;
  const subscription = holderOf(department, chosen);
  const held = heldOf(department, subscription.product);
  const some = held.filter(() => chance.yes(0.3)).slice(0, 3);
  const [first] = some;
  if (first === undefined) return assign(play, department, subscription);
  const counted = some.filter(({ isActive }) => isActive).length;
  play.told.push(`takes back ${some.length} of ${subscription.product}, ${counted} in use`);
  const outcome = await play.use.seatsRelease(play.as(department, 'trainer'), {
    idempotencyKey: freshKey(), seatIds: some.map(({ id }) => publicId('seat', id)), reason: chance.pick(['REASSIGNED', 'NOT_NEEDED']),
  });
  if (foreseen(outcome, withinCap(department, subscription, counted) ? null : 'LIMIT_REACHED') === null) return;
  termOf(subscription).reassigned += counted;
  for (const { employee } of some) employee.seats.delete(subscription.product);
}

/** Moves a seat from one to another. */
export async function move(play: Play, department: Department, chosen: Subscription): Promise<void> {
  const { chance } = play;
  const subscription = holderOf(department, chosen);
  const { product } = subscription;
  const held = heldOf(department, product);
  if (held.length === 0) return assign(play, department, subscription);
  const { employee, id, isActive } = chance.pick(held);
  const email = somebody(play, department);
  const counted = isActive ? 1 : 0;
  const capped = !withinCap(department, subscription, counted);
  const taken = email === employee.email ? null : refusalOf(department, product, email);
  const free = Math.min(termOf(subscription).quantity, nextOf(subscription)?.quantity ?? Infinity) - held.length + 1;
  const code = capped ? 'LIMIT_REACHED' : !isOpen(subscription) ? 'ILLEGAL_STATE' : taken ?? (free < 1 ? 'LIMIT_REACHED' : null);
  play.told.push(`moves a seat of ${product} (${subscription.state}), ${isActive ? 'in use' : 'reserved'}`);
  const made = foreseen(await play.use.seatMove(play.as(department, 'trainer'), {
    idempotencyKey: freshKey(), seatId: publicId('seat', id), to: { person: { email, name: 'Ravi Shankar' } },
  }), code);
  if (made === null) return;
  termOf(subscription).reassigned += counted;
  employee.seats.delete(product);
  sit(enrol(department, email), product, made.seatId);
}

/** An employee leaves, and his seats come back. */
export async function leave(play: Play, department: Department): Promise<void> {
  const employees = [...department.employees.values()];
  if (employees.length === 0) return;
  const employee = play.chance.pick(employees);
  const [row] = await play.w.owner<{ id: string }[]>`select id from employee where department_id = ${department.id} and email = ${employee.email}`;
  play.told.push(`${employee.email} leaves${employee.hasLeft ? ', who has left' : ''}`);
  const outcome = await play.use.employeeLeave(play.as(department, 'trainer'), {
    idempotencyKey: freshKey(), employeeId: publicId('employee', row?.id ?? ''), reason: play.chance.pick(['RETIREMENT', 'DEATH', 'RESIGNATION', 'TRANSFER']),
  });
  if (foreseen(outcome, employee.hasLeft ? 'ILLEGAL_STATE' : null) === null) return;
  employee.hasLeft = true;
  employee.seats.clear();
}

/** An employee goes to another department with his seat: offered and accepted. Answers the other department. */
export async function transfer(play: Play, from: Department, subscription: Subscription): Promise<Department | null> {
  const { chance } = play;
  const { product } = subscription;
  const held = heldOf(from, product);
  const others = play.departments.filter((other) => other !== from);
  if (held.length === 0 || others.length === 0) return null;
  const { employee, id } = chance.pick(held);
  const to = chance.pick(others);
  const { seatTransferId } = must(await play.use.seatTransferOffer(play.as(from, 'trainer'), {
    idempotencyKey: freshKey(), seatId: publicId('seat', id), toDepartmentId: publicId('department', to.id),
  }));
  const live = to.subscriptions.find((each) => each.product === product && !isOver(each));
  const known = to.employees.get(employee.email);
  const isThere = known?.seats.has(product) === true;
  const code = live === undefined || !isOpen(live) ? 'ILLEGAL_STATE' : !isThere && freeOf(to, live) < 1 ? 'LIMIT_REACHED' : null;
  play.told.push(`offers ${employee.email} with ${product} to department ${to.index} (${live?.state ?? 'without'})`);
  const made = foreseen(await play.use.seatTransferAccept(play.as(to, 'trainer'), {
    idempotencyKey: freshKey(), seatTransferId: publicId('seat_transfer', seatTransferId),
  }), code);
  if (made === null) {
    await withdraw(play, seatTransferId);
    return to;
  }
  await follow(play, seatTransferId);
  employee.hasLeft = true;
  employee.seats.clear();
  const taken: Employee = known ?? { email: employee.email, hasAccount: employee.hasAccount, hasLeft: false, seats: new Map() };
  taken.hasAccount ||= employee.hasAccount;
  taken.hasLeft = false;
  to.employees.set(taken.email, taken);
  if (!isThere) sit(taken, product, made.seatId);
  else if (taken.hasAccount) for (const seat of taken.seats.values()) seat.state = 'ACTIVE';
  return to;
}

/** The job that the acceptance leaves behind: what else the employee has where he was is released. */
async function follow({ w, now, use, finance }: Play, seatTransferId: string): Promise<void> {
  const mail = { send: () => Promise.resolve(), sendAll: () => Promise.resolve() };
  await use.onSeatTransferMoved({ db: w.db, now, log: finance(0).log, mail }, { seatTransferId });
}

/** An offer that was not accepted is out of the way for the next one. */
async function withdraw({ w }: Play, seatTransferId: string): Promise<void> {
  await w.owner`update seat_transfer set state = 'WITHDRAWN', decided_at = offered_at where id = ${seatTransferId}`;
}
