import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { add, gate, plant, writeOperations } from './plant.js';

const CONTRACT = 'type Query { course(slug: String!): Course }\ntype Course { id: ID! }\n';
const OPERATIONS = 'query Card($slug: String!) { course(slug: $slug) { id } }\n';
const RELAY = "import { graphql } from 'relay-runtime';\nexport const CARD = graphql`query cardQuery { course(slug: \"a\") { id } }`;\n";

const sound = { 'schema.graphql': CONTRACT, 'src/operations.graphql': OPERATIONS, 'test/relay/card.ts': RELAY };

test('the gate codegen passes over what was generated, and fails when the contract moves on, saying why', async () => {
  const root = await plant(sound);
  expect((await gate('codegen', root)).output).toMatch(/src\/operations\.generated\.ts is missing[\s\S]*write them with: npm run codegen/u);
  await writeOperations(root);
  const first = await readFile(join(root, 'src/operations.generated.ts'), 'utf8');
  await writeOperations(root);
  expect(await readFile(join(root, 'src/operations.generated.ts'), 'utf8')).toBe(first);
  const before = await gate('codegen', root);
  expect([before.code, before.output]).toEqual([0, expect.stringContaining('All gates passed.')]);

  await add(root, { 'schema.graphql': CONTRACT.replace('): Course', '): Course!') });
  const moved = await gate('codegen', root);
  expect(moved.code).toBe(1);
  expect(moved.output).toMatch(/src\/operations\.generated\.ts is not what schema\.graphql makes/u);
  expect(moved.output).toMatch(/test\/relay\/__generated__\/cardQuery\.graphql\.ts is not what/u);
}, 60_000);

test('the gate codegen refuses operations that the contract does not have, and files that only look generated', async () => {
  const root = await plant(sound);
  await writeOperations(root);
  await add(root, { 'src/hand.generated.ts': 'export const hand = 1;\n' });
  expect((await gate('codegen', root)).output).toMatch(/src\/hand\.generated\.ts has the name of a generated file/u);
  await add(root, { 'src/operations.graphql': OPERATIONS.replace('{ id }', '{ title }') });
  const wrong = await gate('codegen', root);
  expect(wrong.code).toBe(1);
  expect(wrong.output).toMatch(/src\/operations\.graphql:1 Cannot query field "title"/u);
}, 60_000);
