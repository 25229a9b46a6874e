import type { Sql } from 'postgres';

export interface OrganisationRow {
  id: string; kind: 'PROVIDER' | 'DEPARTMENT'; name: string; website: string | null; ministry: string | null; hidden: boolean;
}
export interface CourseRow {
  id: string; organisation_id: string; slug: string; title: string; seats: number | null; rating: number; level: 'BASIC' | 'ADVANCED';
  /** As PostgreSQL writes it in UTC, with microseconds. */
  created_at: string;
  captions: boolean; sign_language: boolean; margin: number | null; hidden: boolean;
}
export interface ModuleRow { id: string; course_id: string; title: string | null; position: number; hidden: boolean }
export interface NoteRow { id: string; organisation_id: string; body: string }

export interface ToyRows {
  readonly organisations: OrganisationRow[];
  readonly courses: CourseRow[];
  readonly modules: ModuleRow[];
  readonly notes: NoteRow[];
}

const uuid = (kind: number, n: number): string =>
  // Spread, so that the order of ids is not that of creation.
  `${((n * 2654435761) >>> 0).toString(16).padStart(8, '0')}-0000-7000-8000-${(kind * 1e6 + n).toString(16).padStart(12, '0')}`;

/** The same rows each time: many ties in the order values, hidden rows at each depth, awkward texts. */
export function toyRows(count = 60): ToyRows {
  const organisations = Array.from({ length: 6 }, (_, n): OrganisationRow => ({
    id: uuid(1, n), kind: n % 2 === 0 ? 'PROVIDER' : 'DEPARTMENT', name: `Organisation ${n}`,
    website: n % 4 === 0 ? `https://o${n}.example` : null, ministry: n % 2 === 0 ? null : `Ministry ${n}`, hidden: n === 4,
  }));
  const courses = Array.from({ length: count }, (_, n): CourseRow => ({
    id: uuid(2, n), organisation_id: uuid(1, n % 6), slug: `course-${n % 7}-${n}`,
    title: ["It's", 'a "b"', 'back\\slash', 'हिन्दी', '{},', 'plain'][n % 6] ?? '', seats: n % 5 === 0 ? null : n % 4,
    rating: [4.1, 3.7, 0.1][n % 3] ?? 0, level: n % 3 === 0 ? 'ADVANCED' : 'BASIC',
    created_at: `2026-01-0${1 + (n % 4)} 03:04:05${['', '.1', '.123456', '.123457'][n % 4] ?? ''}+00`,
    captions: n % 2 === 0, sign_language: n % 3 === 0, margin: n, hidden: n % 9 === 1,
  }));
  const modules = Array.from({ length: count * 3 }, (_, n): ModuleRow => ({
    id: uuid(3, n), course_id: uuid(2, n % count), title: `Module ${n}`, position: n % 4, hidden: n % 7 === 3,
  }));
  const notes = organisations.map((row, n): NoteRow => ({ id: uuid(4, n), organisation_id: row.id, body: `Note ${n}` }));
  return { organisations, courses, modules, notes };
}

/** Puts the rows into the toy's tables. */
export async function insertToyRows(sql: Sql, rows: ToyRows): Promise<void> {
  for (const [table, all] of [['organisation', rows.organisations], ['course', rows.courses], ['module', rows.modules], ['note', rows.notes]] as const) {
    await sql.unsafe(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`, [JSON.stringify(all)]);
  }
}
