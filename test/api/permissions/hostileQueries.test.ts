import { getNamedType, isNonNullType, type GraphQLArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { world, type World } from '../../support/world.js';
import { signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { fault, fieldsOf, leaves, nested } from './hostile.js';

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
});
afterAll(() => w.close());

const QUERIES = fieldsOf('Query', await buildMarketplaceSchema()).filter(({ args }) => args.length > 0);

/** The other arguments that a field asks for, with a value that finds nothing. */
const besides = (args: readonly GraphQLArgument[], but: GraphQLArgument): string =>
  args.filter((arg) => arg !== but && isNonNullType(arg.type)).map(({ name }) => `, ${name}: "nothing"`).join('');

describe('no value in an argument of a query is answered with an error of ours', () => {
  it.each(QUERIES)('$name', { timeout: 60_000 }, async (field) => {
    const faults: string[] = [];
    const named = getNamedType(field.type).name;
    const selection = named.endsWith('Connection') ? 'totalCount nodes { __typename }' : '__typename';
    for (const argument of field.args) {
      const document = `query ($a: ${String(argument.type)}) { ${field.name}(${argument.name}: $a${besides(field.args, argument)}) { ${selection} } }`;
      for (const [path, value] of leaves(argument.type)) {
        const wrong = fault(await w.ask('auditor', document, { a: nested(path, value) }));
        if (wrong !== null) faults.push(`${argument.name}.${path.join('.')} ${JSON.stringify(value).slice(0, 60)}: ${wrong}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
