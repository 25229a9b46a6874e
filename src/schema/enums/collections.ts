import { registerEnumType } from 'type-graphql';
import { COLLECTION_ACTIONS, type CollectionAction } from '../../domain/catalogue/policy/collections.js';

export const CollectionActionEnum = Object.fromEntries(COLLECTION_ACTIONS.map((action) => [action, action])) as { [A in CollectionAction]: A };

registerEnumType(CollectionActionEnum, {
  name: 'CollectionAction',
  description: 'What can be done to a collection.',
  valuesConfig: {
    UPDATE: { description: 'collectionUpdate: change its title, summary or slug.' },
    SET_COURSES: { description: 'collectionCoursesSet: say which courses are in it, and in which order.' },
    DELETE: { description: 'collectionDelete: take it away.' },
  },
});
