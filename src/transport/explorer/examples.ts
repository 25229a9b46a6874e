import { CURATOR_EXAMPLES } from './examples/curators.js';
import { DEPARTMENT_EXAMPLES } from './examples/department.js';
import type { ExampleGroup } from './examples/example.js';
import { PLATFORM_EXAMPLES } from './examples/platform.js';
import { PROVIDER_EXAMPLES } from './examples/provider.js';
import { VISITOR_EXAMPLES } from './examples/visitor.js';

/** Example operations for every kind of caller, in the order in which a course lives; tests run each as that person. */
export const EXAMPLES: readonly ExampleGroup[] = [
  ...VISITOR_EXAMPLES, ...PROVIDER_EXAMPLES, ...CURATOR_EXAMPLES, ...DEPARTMENT_EXAMPLES, ...PLATFORM_EXAMPLES,
];
