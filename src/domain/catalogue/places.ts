import { and, between, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { contentItem, courseModule } from '../../db/tables/catalogue.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { MAX_PARTS, placeOf } from './rules/content.js';

/** A list in which the parts stand in order, numbered 0, 1, 2... without a gap. */
interface Places {
  readonly count: () => Promise<number>;
  /** Adds `by` to the positions that meet the condition. */
  readonly shift: (by: 1 | -1, from: number, to: number) => Promise<void>;
  readonly what: string;
}

/** The modules of a version in their order. */
export function modulePlaces(tx: Tx, courseVersionId: string): Places {
  const of = eq(courseModule.courseVersionId, courseVersionId);
  return {
    what: 'A course version has at most 200 modules.',
    count: () => tx.orm.$count(courseModule, of),
    shift: async (by, from, to) => {
      await tx.orm.update(courseModule).set({ position: moved(by, sql`${courseModule.position}`) })
        .where(and(of, between(courseModule.position, from, to)));
    },
  };
}

/** The content items of a module in their order. */
export function itemPlaces(tx: Tx, moduleId: string): Places {
  const of = eq(contentItem.moduleId, moduleId);
  return {
    what: 'A module has at most 200 content items.',
    count: () => tx.orm.$count(contentItem, of),
    shift: async (by, from, to) => {
      await tx.orm.update(contentItem).set({ position: moved(by, sql`${contentItem.position}`) })
        .where(and(of, between(contentItem.position, from, to)));
    },
  };
}

function moved(by: 1 | -1, position: SQL): SQL {
  return by === 1 ? sql`${position} + 1` : sql`${position} - 1`;
}

/** Makes room for a new part at the place asked for (last where none is); answers its position. */
export async function makeRoom(places: Places, asked: number | undefined): Promise<number | Refused> {
  const count = await places.count();
  if (count >= MAX_PARTS) return refuse('LIMIT_REACHED', places.what);
  const position = placeOf(asked, count);
  if (position === null) return beyondEnd(count);
  await places.shift(1, position, count);
  return position;
}

/** Closes the gap that a part taken from a position left. */
export async function closeGap(places: Places, position: number): Promise<void> {
  await places.shift(-1, position + 1, MAX_PARTS);
}

/** Moves what stands between two places out of the way of a part that goes from one to the other. */
export async function makeWay(places: Places, from: number, to: number): Promise<Refused | null> {
  const count = await places.count();
  if (to >= count) return beyondEnd(count - 1);
  if (to > from) await places.shift(-1, from + 1, to);
  if (to < from) await places.shift(1, to, from - 1);
  return null;
}

function beyondEnd(last: number): Refused {
  return refuse('INVALID', `Positions go from 0 to ${last} here.`, ['position']);
}
