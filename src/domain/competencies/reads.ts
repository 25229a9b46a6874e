import { column, connection, expression, idField, list, one, timestamp } from '../../db/reader/fields.js';
import { literal } from '../../db/reader/registry.js';
import type { Connection, Shape } from '../../db/reader/shape.js';
import { competencyCourses, decode } from '../catalogue/reads/listing.js';

const everybody = (): string => 'true';


/** Frameworks are public reference data; a new version is a row of its own. */
const competencyFramework: Shape = {
  type: 'CompetencyFramework',
  table: 'competency_framework',
  tenant: false,
  visible: everybody,
  fields: {
    id: idField('competency_framework'),
    code: column('code'),
    version: column('version'),
    name: column('name'),
    source: column('source'),
    licence: column('licence'),
    publishedAt: timestamp('published_at'),
    levels: list('CompetencyLevel', (row, child) => `${child}.framework_id = ${row}.id`, (child) => `${child}.level`),
    competencies: connection(competencies((parent, node) => `${node}.framework_id = ${parent}.id`)),
  },
};

const competencyLevel: Shape = {
  type: 'CompetencyLevel',
  table: 'competency_level',
  tenant: false,
  visible: everybody,
  fields: { level: column('level'), name: column('name') },
};

const competency: Shape = {
  type: 'Competency',
  table: 'competency',
  tenant: false,
  visible: everybody,
  fields: {
    id: idField('competency'),
    code: column('code'),
    name: column('name'),
    kind: expression((row) => `${row}.kind`),
    area: column('area'),
    theme: column('theme'),
    framework: one('CompetencyFramework', (row, child) => `${child}.id = ${row}.framework_id`),
    courses: connection(competencyCourses),
  },
};

export const competenciesShapes: readonly Shape[] = [competencyFramework, competencyLevel, competency];

/** A list of competencies: those of a framework where `on` says so, all at the root. */
function competencies(on?: (parent: string, node: string) => string): Connection {
  return {
    to: 'Competency',
    ...(on === undefined ? {} : { on: (parent: string | null, node: string) => (parent === null ? 'true' : on(parent, node)) }),
    filters: {
      frameworkId: (value, node, _side, w) => `${node}.framework_id = ${w.param(value, 'uuid', decode('competency_framework'))}`,
      kind: (value, node) => `${node}.kind = ${literal(String(value.constant))}`,
      area: (value, node, _side, w) => `${node}.area = ${w.param(value, 'text')}`,
      // Accents and case do not matter: who looks for a name seldom knows how it is written.
      nameContains: (value, node, _side, w) =>
        `strpos(lower(unaccent(${node}.name)), lower(unaccent(${w.param(value, 'text')}))) > 0`,
    },
    orders: { NAME: { sql: (node) => `${node}.name`, cast: 'text' } },
    defaultOrder: { field: 'NAME', direction: 'ASC' },
  };
}

/** `competencies`: of all frameworks. */
export const allCompetencies: Connection = competencies();

/** `competencyFrameworks`: in the order of their names. */
export const competencyFrameworks: Connection = {
  to: 'CompetencyFramework',
  orders: { NAME: { sql: (node) => `${node}.name`, cast: 'text' } },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
};
