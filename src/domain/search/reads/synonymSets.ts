import { column, computed, idField, timestamp } from '../../../db/reader/fields.js';
import type { Connection, Shape } from '../../../db/reader/shape.js';
import { SYNONYM_READERS, synonymSetActions } from '../policy.js';

const synonymSet: Shape = {
  type: 'SynonymSet',
  table: 'synonym_set',
  tenant: false,
  visible: (_row, { viewer }) => (viewer.kind === 'system' || viewer.has(...SYNONYM_READERS) ? 'true' : 'false'),
  fields: {
    id: idField('synonym_set'),
    terms: column('terms'),
    revision: column('revision'),
    createdAt: timestamp('created_at'),
    updatedAt: timestamp('updated_at'),
    allowedActions: computed(() => ({}), (_parts, actor) => synonymSetActions(actor)),
  },
};

export const synonymSetShapes: readonly Shape[] = [synonymSet];

/** `synonymSets`: all, for those who vet and those who oversee; empty for anybody else. */
export const synonymSets: Connection = {
  to: 'SynonymSet',
  filters: {
    // As a person looks for a term: whatever its case and accents, and from its first letters on.
    termContains: (value, node, _side, w) => {
      const term = w.alias('m');
      return `exists (select 1 from unnest(${node}.terms) ${term}(term)
        where strpos(lower(unaccent(${term}.term)), lower(unaccent(${w.param(value, 'text')}))) > 0)`;
    },
  },
  orders: {
    TERM: { sql: (node) => `lower(${node}.terms[1])`, cast: 'text' },
    NEWEST: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
  },
  defaultOrder: { field: 'TERM', direction: 'ASC' },
};
