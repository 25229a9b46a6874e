import { registerEnumType } from 'type-graphql';
import { SYNONYM_SET_ACTIONS, type SynonymSetAction } from '../../domain/search/policy.js';

export const SynonymSetActionEnum = Object.fromEntries(SYNONYM_SET_ACTIONS.map((action) => [action, action])) as { [A in SynonymSetAction]: A };

registerEnumType(SynonymSetActionEnum, {
  name: 'SynonymSetAction',
  description: 'What can be done to a set of synonyms.',
  valuesConfig: {
    UPDATE: { description: 'synonymSetUpdate: give it other terms.' },
    DELETE: { description: 'synonymSetDelete: take it away.' },
  },
});
