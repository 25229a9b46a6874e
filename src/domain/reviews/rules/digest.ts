/** A stage as one line of a mail. */
export interface StageLine {
  readonly title: string;
  readonly specialism: string;
  /** The day in India, as `31 Jan 2026`; null while the stage has not opened. */
  readonly due: string | null;
}

/** No more stages are named in one mail. */
export const MAX_LINES = 50;

/** How far ahead of its due date an assignment is spoken of. */
export const DUE_SOON_DAYS = 2;

const DAY_MS = 86_400_000;
/** India has one time zone, five and a half hours ahead of UTC, and no summer time. */
const INDIA_AHEAD_MS = 19_800_000;

/** The calendar day in India at a time: `2026-01-31`. */
export function dayInIndia(at: Date): string {
  return new Date(at.getTime() + INDIA_AHEAD_MS).toISOString().slice(0, 10);
}

/** Until when what is due counts as due soon. */
export function dueSoonUntil(now: Date): Date {
  return new Date(now.getTime() + DUE_SOON_DAYS * DAY_MS);
}

/** A stage as a line: `- "Title", CONTENT stage, due on 31 Jan 2026`. */
export function lineOf({ title, specialism, due }: StageLine): string {
  const when = due === null ? 'opens when the stage before it has passed' : `due on ${due}`;
  return `- "${title.replaceAll(/\s+/g, ' ')}", ${specialism} stage, ${when}`;
}

/** What stands after the lines where not all stages could be named. */
export function more(total: number): string[] {
  return total > MAX_LINES ? [`- and ${total - MAX_LINES} more`] : [];
}

/** What a person is told on a day. */
export interface Digest {
  /** His assignments past their due date, and those due soon. */
  readonly overdue: readonly StageLine[];
  readonly dueSoon: readonly StageLine[];
  /** For a chief curator: stages past their due date that have fewer curators than they ask for. */
  readonly unassigned: readonly StageLine[];
}

/** The mail of a day: subject and the lines of its body; null where there is nothing to tell. */
export function digestMail(person: string, { overdue, dueSoon, unassigned }: Digest): { subject: string; body: string } | null {
  const parts = [
    section(overdue, (n) => `Your ${n === 1 ? 'review stage that is' : `${n} review stages that are`} overdue:`),
    section(dueSoon, (n) => `Your ${n === 1 ? 'review stage that is' : `${n} review stages that are`} due in the next ${DUE_SOON_DAYS} days:`),
    section(unassigned, (n) => `Overdue ${n === 1 ? 'stage that has' : `stages (${n}) that have`} too few curators:`),
  ].filter((part) => part.length > 0);
  if (parts.length === 0) return null;
  const counted = [[overdue, 'overdue'], [dueSoon, 'due soon'], [unassigned, 'overdue without a curator']] as const;
  const subject = counted.filter(([stages]) => stages.length > 0).map(([stages, what]) => `${stages.length} ${what}`).join(', ');
  return { subject: `Reviews: ${subject}`, body: [`Dear ${person},`, '', ...parts.flat(), 'Karmayogi Marketplace'].join('\n') };
}

function section(stages: readonly StageLine[], heading: (n: number) => string): string[] {
  return stages.length === 0 ? [] : [heading(stages.length), '', ...stages.slice(0, MAX_LINES).map(lineOf), ...more(stages.length), ''];
}
