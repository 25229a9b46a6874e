import type { AbstractShape, Shape } from '../db/reader/shape.js';
import { auditShapes } from './audit/reads.js';
import { billingShapes } from './billing/reads.js';
import { catalogueShapes } from './catalogue/reads.js';
import { collectionsShapes } from './catalogue/reads/collections.js';
import { importsShapes } from './catalogue/reads/imports.js';
import { competenciesShapes } from './competencies/reads.js';
import { entitlementShapes } from './entitlement/reads.js';
import { identityShapes } from './identity/reads.js';
import { ledgerShapes } from './ledger/reads.js';
import { organisationsShapes } from './organisations/reads.js';
import { cardMandateShapes } from './payments/reads/mandates.js';
import { paymentEventShapes } from './payments/reads/events.js';
import { paymentsShapes } from './payments/reads/shapes.js';
import { pricingShapes } from './pricing/reads.js';
import { procurementShapes } from './procurement/reads.js';
import { reviewsShapes } from './reviews/reads/shapes.js';
import { suggestionShapes } from './search/reads/suggestions.js';
import { synonymSetShapes } from './search/reads/synonymSets.js';
import { subscriptionsShapes } from './subscriptions/reads.js';
import { seatImportsShapes } from './subscriptions/reads/seatImports.js';
import { seatsShapes } from './subscriptions/reads/seats.js';

/** What every GraphQL type is in SQL: the one registry, in which shapes find each other by type name. */
export const shapes: readonly (Shape | AbstractShape)[] = [
  ...auditShapes,
  ...billingShapes,
  ...cardMandateShapes,
  ...catalogueShapes,
  ...collectionsShapes,
  ...competenciesShapes,
  ...entitlementShapes,
  ...identityShapes,
  ...importsShapes,
  ...ledgerShapes,
  ...organisationsShapes,
  ...paymentEventShapes,
  ...paymentsShapes,
  ...pricingShapes,
  ...procurementShapes,
  ...reviewsShapes,
  ...subscriptionsShapes,
  ...seatImportsShapes,
  ...seatsShapes,
  ...suggestionShapes,
  ...synonymSetShapes,
];
