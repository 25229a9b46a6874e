import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Primary key: a UUIDv7 made by the application (`newId`). */
export const idColumn = () => uuid('id').primaryKey();

/** A point in time, UTC, with microseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: 'date' });

/** The number of a transaction, never used again. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
