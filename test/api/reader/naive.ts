import { buildSchema, graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { encodeCursor } from '../../../src/db/reader/cursor.js';
import { actingOrganisation, holds, type Actor } from '../../../src/domain/identity/actor.js';
import { publicId } from '../../../src/lib/ids.js';
import { NOW } from './toy.js';
import type { CourseRow, ModuleRow, OrganisationRow, ToyRows } from './toyRows.js';
import { TOY_SDL } from './toySchema.js';

interface Args {
  first?: number | null; last?: number | null; after?: string | null; before?: string | null; query?: string | null;
  filter?: Filter | null; orderBy?: { field: string; direction: string } | null;
}
interface Range { from?: number | null; to?: number | null }
interface Filter {
  level?: string | null; slugs?: string[] | null; titleHas?: string | null; seats?: Range | null; anyOf?: Range[] | null; full?: boolean | null;
}
type Row = { id: string; hidden: boolean };
type Plain = Record<string, unknown>;

/** What courses cost by their seats. */
const PRICES = [
  { amountMinor: '0', currency: 'INR', formatted: '0.00' }, { amountMinor: '1', currency: 'INR', formatted: '0.01' },
  { amountMinor: '1234567890123456789', currency: 'INR', formatted: '12,34,56,78,90,12,34,567.89' },
  { amountMinor: '-5038850', currency: 'INR', formatted: '-50,388.50' },
];

const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
const time = (row: CourseRow): string => row.created_at.replace('+00', '').padEnd(20, '.').padEnd(26, '0');
const VALUES: Record<string, (row: CourseRow) => number | string> = {
  CREATED_AT: time, RATING: (row) => row.rating, SLUG: (row) => row.slug, ID: (row) => row.id,
};
const TEXTS: Record<string, (row: CourseRow) => string> = {
  CREATED_AT: (row) => row.created_at, RATING: (row) => String(row.rating), SLUG: (row) => row.slug, ID: (row) => row.id,
};

/** A connection over rows in memory, by the words of the Relay specification, with all rows at hand. */
function page<R extends Row>(
  rows: R[], args: Args, order: { field: string; direction: string }, value: (row: R) => number | string, text: (row: R) => string, node: (row: R) => Plain,
): Plain {
  const sign = order.direction === 'ASC' ? 1 : -1;
  const sorted = [...rows].sort((a, b) => sign * (compare(value(a), value(b)) || compare(a.id, b.id)));
  const cursor = (row: R): string => encodeCursor([order.field, order.direction, text(row), row.id]);
  const start = args.after === null || args.after === undefined ? 0 : sorted.findIndex((row) => cursor(row) === args.after) + 1;
  const end = args.before === null || args.before === undefined ? sorted.length : sorted.findIndex((row) => cursor(row) === args.before);
  const between = sorted.slice(start, Math.max(start, end));
  const backward = args.last !== null && args.last !== undefined;
  const cut = backward ? between.slice(-(args.last ?? 0)) : between.slice(0, args.first ?? 20);
  const left = between.length > cut.length;
  return {
    nodes: cut.map(node),
    edges: cut.map((row) => ({ cursor: cursor(row), node: node(row) })),
    pageInfo: {
      hasNextPage: (!backward && left) || end < sorted.length,
      hasPreviousPage: (backward && left) || start > 0,
      startCursor: cut[0] === undefined ? null : cursor(cut[0]),
      endCursor: cut.length === 0 ? null : cut.map(cursor).at(-1),
    },
    totalCount: rows.length, totalCountIsCapped: false,
  };
}

/** Resolvers as one would write them by hand, over the same rows. */
export function naive(rows: ToyRows, actor: Actor): { run(document: string, variables: Plain): Promise<ExecutionResult> } {
  const platform = actor.kind === 'person' && actor.membership?.organisationKind === 'PLATFORM';
  const visible = (row: Row): boolean => platform || !row.hidden;
  const isProvider = actor.kind === 'person' && actor.membership?.organisationKind === 'PROVIDER';
  const courseVisible = (row: CourseRow): boolean => visible(row) || (isProvider && row.organisation_id === actingOrganisation(actor));

  const coursesOf = (all: CourseRow[], args: Args): Plain => {
    const order = args.orderBy ?? { field: 'CREATED_AT', direction: 'DESC' };
    const field = order.field;
    return page(all.filter((row) => courseVisible(row) && kept(row, args.filter ?? {})), args, order,
      VALUES[field] ?? time, TEXTS[field] ?? time, courseNode);
  };
  const organisationNode = (row: OrganisationRow): Plain => ({
    __typename: row.kind === 'PROVIDER' ? 'Provider' : 'Department',
    id: publicId(row.kind === 'PROVIDER' ? 'provider' : 'department', row.id), name: row.name, website: row.website, ministry: row.ministry,
    notes: rows.notes.filter((note) => note.organisation_id === row.id && actingOrganisation(actor) === row.id)
      .map((note) => ({ id: publicId('finding', note.id), body: note.body })),
    courses: (args: Args) => coursesOf(rows.courses.filter((each) => each.organisation_id === row.id), args),
  });
  const moduleNode = (row: ModuleRow): Plain => ({
    __typename: 'Module', id: publicId('module', row.id), title: row.title, position: row.position,
    course: () => rows.courses.filter((each) => each.id === row.course_id && courseVisible(each)).map(courseNode)[0] ?? null,
  });
  const courseNode = (row: CourseRow): Plain => {
    const owner = rows.organisations.find((each) => each.id === row.organisation_id && visible(each));
    const modules = rows.modules.filter((each) => each.course_id === row.id && visible(each));
    return {
      __typename: 'Course', id: publicId('course', row.id), slug: row.slug, title: row.title, seats: row.seats, rating: row.rating, level: row.level,
      createdAt: new Date(row.created_at.replace(' ', 'T').replace('+00', 'Z')).toISOString(),
      facts: { captions: row.captions, signLanguage: row.sign_language, pair: [row.captions, row.sign_language] },
      organisation: () => (owner === undefined ? null : organisationNode(owner)),
      provider: () => (owner?.kind === 'PROVIDER' ? organisationNode(owner) : null),
      modules: () => [...modules].sort((a, b) => a.position - b.position || compare(a.id, b.id)).map(moduleNode),
      moduleList: (args: Args) => page(modules, args, { field: 'POSITION', direction: 'ASC' }, (each) => each.position, (each) => String(each.position), moduleNode),
      badge: `${row.slug}/${String(row.seats)}/${actor.kind}/${NOW.getTime()}`,
      margin: holds(actor, 'FINANCE_OFFICER') ? row.margin : null,
      price: row.seats === null ? null : { __typename: 'Money', ...PRICES[row.seats] },
    };
  };
  const root = {
    courses: (args: Args) => coursesOf(rows.courses.filter((row) => row.slug.includes(args.query ?? '')
      && (platform || rows.organisations.some((each) => each.id === row.organisation_id && !each.hidden))), args),
    course: ({ by }: { by: { id?: string | null; slug?: string | null } }) => {
      const found = rows.courses.find((row) => courseVisible(row)
        && (by.id !== null && by.id !== undefined ? publicId('course', row.id) === by.id : row.slug === by.slug));
      return found === undefined ? null : courseNode(found);
    },
    organisations: () => rows.organisations.filter(visible).sort((a, b) => compare(a.name, b.name)).map(organisationNode),
  };
  const schema: GraphQLSchema = buildSchema(TOY_SDL);
  return { run: (source, variableValues) => graphql({ schema, source, variableValues, rootValue: root }) };
}

function kept(row: CourseRow, filter: Filter): boolean {
  const within = (range: Range): boolean => {
    const { from = null, to = null } = range;
    if (from === null && to === null) return true;
    return row.seats !== null && (from === null || row.seats >= from) && (to === null || row.seats <= to);
  };
  const { level, slugs, titleHas, seats, anyOf, full } = filter;
  return (level === null || level === undefined || row.level === level)
    && (slugs === null || slugs === undefined || slugs.includes(row.slug))
    && (titleHas === null || titleHas === undefined || row.title.includes(titleHas))
    && (seats === null || seats === undefined || within(seats))
    && (anyOf === null || anyOf === undefined || anyOf.some(within))
    && (full === null || full === undefined || (row.seats !== null && (full ? row.seats === 0 : row.seats > 0)));
}
