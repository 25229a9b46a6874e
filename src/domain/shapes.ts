import type { AbstractShape, Shape } from '../db/reader/shape.js';
import { auditShapes } from './audit/reads.js';
import { catalogueShapes } from './catalogue/reads.js';
import { collectionsShapes } from './catalogue/reads/collections.js';
import { importsShapes } from './catalogue/reads/imports.js';
import { competenciesShapes } from './competencies/reads.js';
import { identityShapes } from './identity/reads.js';
import { organisationsShapes } from './organisations/reads.js';
import { reviewsShapes } from './reviews/reads/shapes.js';

/** What every GraphQL type is in SQL: the one registry, in which shapes find each other by type name. */
export const shapes: readonly (Shape | AbstractShape)[] = [
  ...auditShapes,
  ...catalogueShapes,
  ...collectionsShapes,
  ...competenciesShapes,
  ...identityShapes,
  ...importsShapes,
  ...organisationsShapes,
  ...reviewsShapes,
];
