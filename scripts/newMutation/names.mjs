/** The objects a mutation can be about, by the word in its name: what they are called in ids and in the database. */
const OBJECTS = {
  user: { table: 'app_user' },
  membership: {},
  invitation: {},
  organisation: { prefix: 'provider' },
  governmentBody: {},
  course: {},
  courseVersion: {},
  module: {},
  contentItem: {},
  competencyFramework: {},
  competency: {},
  reviewPolicy: {},
  reviewRound: {},
  reviewStage: {},
  reviewAssignment: {},
  finding: {},
  decision: {},
  collection: {},
};

/** What a mutation of a context is about when its name does not say. */
const MAIN_OBJECT = {
  identity: 'user',
  organisations: 'organisation',
  competencies: 'competencyFramework',
  catalogue: 'course',
  reviews: 'courseVersion',
};

const snake = (word) => word.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
const spaced = (word) => word.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
const pascal = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** All names that the files of a mutation need, from the words of the command line. */
export function namesOf([context, mutation, given]) {
  if (context === undefined || mutation === undefined) {
    throw new Error('usage: npm run new:mutation -- <context> <objectVerb> [object], such as: reviews reviewDecide courseVersion');
  }
  if (!/^[a-z]+$/u.test(context)) throw new Error(`'${context}' is not a context: one lower-case word, such as reviews`);
  if (!/^[a-z]+([A-Z][a-z]+)+$/u.test(mutation)) {
    throw new Error(`'${mutation}' is not a mutation's name: the object first, then the verb, such as reviewDecide`);
  }
  const object = given ?? objectIn(mutation) ?? MAIN_OBJECT[context];
  if (object === undefined || OBJECTS[object] === undefined) {
    throw new Error(`which object does ${mutation} change? Give it as the third word: ${Object.keys(OBJECTS).join(', ')}`);
  }
  return {
    context,
    mutation,
    object,
    objectId: `${object}Id`,
    objectType: pascal(object),
    objectWords: spaced(object),
    idPrefix: OBJECTS[object].prefix ?? snake(object),
    table: OBJECTS[object].table ?? snake(object),
    inputType: `${pascal(mutation)}Input`,
    payloadType: `${pascal(mutation)}Payload`,
    policy: `may${pascal(mutation)}`,
    resolverClass: `${pascal(context)}Resolver`,
  };
}

/** The longest object that a mutation's name begins with: courseVersionSubmit is about a course version. */
function objectIn(mutation) {
  return Object.keys(OBJECTS)
    .filter((object) => mutation.startsWith(object) && /^[A-Z]/u.test(mutation.slice(object.length)))
    .sort((a, b) => b.length - a.length)[0];
}
