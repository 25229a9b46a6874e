import { Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { EXAMPLES } from '../../../src/transport/explorer/examples.js';
import { requestedCost } from '../../../src/transport/limits/cost.js';
import { structuralLimits } from '../../../src/transport/limits/shape.js';

describe('the examples of the explorer', () => {
  it('are valid operations of the schema and within the limits', async () => {
    const schema = await buildMarketplaceSchema();
    for (const { query, variables } of EXAMPLES) {
      const document = parse(query, { maxTokens: 1_000 });
      expect([query, validate(schema, document), validate(schema, document, [structuralLimits])]).toEqual([query, [], []]);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an example is one operation');
      expect(requestedCost(schema, document, operation, variables)).toBeLessThanOrEqual(5_000);
    }
  });
});
