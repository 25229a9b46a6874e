import { pgEnum } from 'drizzle-orm/pg-core';
import { PURCHASE_KINDS, PURCHASE_PURPOSES } from '../../domain/procurement/lifecycle.js';

export const purchasePurpose = pgEnum('purchase_purpose', PURCHASE_PURPOSES);
export const purchaseKind = pgEnum('purchase_kind', PURCHASE_KINDS);
