import { breaking } from './breaking.mjs';
import { codegen } from './codegen.mjs';
import { deadCode } from './deadCode.mjs';
import { imports } from './imports.mjs';
import { graphqlLint, lint } from './lint.mjs';
import { migrations } from './migrations.mjs';
import { relay } from './relay.mjs';
import { schema } from './schema.mjs';
import { size } from './size.mjs';
import { types } from './types.mjs';
import { words } from './words.mjs';

/** The gates in the order in which they run. Each has a planted violation in test/arch/gates.test.ts. */
export const gates = [
  types, lint, imports, schema, graphqlLint, codegen, relay, breaking, migrations, deadCode, words, size,
];
