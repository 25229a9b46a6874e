import type { TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import { seedFile, type SeedPricing } from './files.js';
import { DAY_MS, later } from './rows.js';

/**
 * Loads the price list that every installation begins with, also in production: the price of a seat, the tax rules (the
 * exempt one ready, not in force), the business terms and the instalment plans. What is there already is left as it is.
 */
export async function loadPriceList(sql: TransactionSql, now: Date): Promise<void> {
  const { priceVersions, taxRules, businessTerms, instalmentPlans } = seedFile('pricing.json');
  await sql`insert into price_version ${sql(priceVersions.map(({ seatYearPaise, inForceFrom, reason }) => ({
    id: newId(), seat_year_paise: seatYearPaise, in_force_from: inForceFrom, reason, created_at: now,
  })))} on conflict (in_force_from) do nothing`;
  for (const rule of taxRules) await loadTaxRule(sql, rule, now);
  await sql`insert into business_terms ${sql(businessTerms.map((terms) => ({
    id: newId(), in_force_from: terms.inForceFrom, reassignment_cap_basis_points: terms.reassignmentCapBasisPoints, grace_days: terms.graceDays,
    renewal_notice_days: terms.renewalNoticeDays, quote_valid_days: terms.quoteValidDays, reason: terms.reason, created_at: now,
  })))} on conflict (in_force_from) do nothing`;
  for (const plan of instalmentPlans) await loadPlan(sql, plan, now);
}

/** A tax rule has no key but what it says. */
async function loadTaxRule(sql: TransactionSql, rule: SeedPricing['taxRules'][number], now: Date): Promise<void> {
  const { sac, kind, rateBasisPoints, description, legalReference, inForce } = rule;
  const [known] = await sql`select 1 from tax_rule t where t.sac = ${sac} and t.kind = ${kind} and t.rate_basis_points = ${rateBasisPoints}
    and t.legal_reference = ${legalReference}`;
  if (known !== undefined) return;
  const id = newId();
  await sql`insert into tax_rule ${sql({
    id, sac, kind, rate_basis_points: rateBasisPoints, description, legal_reference: legalReference, created_at: now,
  })}`;
  for (const { from, reason } of inForce) {
    await sql`insert into tax_rule_in_force ${sql({ id: newId(), tax_rule_id: id, in_force_from: from, reason, created_at: now })}
      on conflict (in_force_from) do nothing`;
  }
}

async function loadPlan(sql: TransactionSql, plan: SeedPricing['instalmentPlans'][number], now: Date): Promise<void> {
  const { code, name, legalReference, parts } = plan;
  const id = newId();
  const added = await sql`insert into instalment_plan ${sql({ id, code, name, legal_reference: legalReference, created_at: now })}
    on conflict (code) do nothing returning id`;
  if (added.length === 0) return;
  await sql`insert into instalment_plan_part ${sql(parts.map(({ shareBasisPoints, dueDays }, index) => ({
    plan_id: id, seq: index + 1, share_basis_points: shareBasisPoints, due_days: dueDays,
  })))}`;
}

/** Gives the platform of the demonstration a GSTIN, a seat, an address and an account to collect on, where it states none yet. */
export async function loadPlatform(sql: TransactionSql, at: Date): Promise<void> {
  const { gstin, stateCode, address, collectingAccount: account } = seedFile('platform.json');
  await sql`update organisation o set gstin = ${gstin}, state_code = ${stateCode}, address = ${address} where o.kind = 'PLATFORM' and o.gstin is null`;
  await sql`insert into collecting_account ${sql({
    id: newId(), account_name: account.accountName, account_number: account.accountNumber, ifsc: account.ifsc, bank_name: account.bankName,
    in_force_from: account.inForceFrom, reason: account.reason, created_at: at,
  })} on conflict (in_force_from) do nothing`;
}

/** Adds the prices of the demonstration's priced courses: proposed by their providers, and most of them approved a day later. */
export async function loadCoursePrices(sql: TransactionSql, users: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const userId = (key: string): string => {
    const id = users.get(key);
    if (id === undefined) throw new Error(`the prices of the demonstration name '${key}', who is not one of its people`);
    return id;
  };
  for (const price of seedFile('course-prices.json')) {
    const [course] = await sql<{ id: string; provider_id: string }[]>`select c.id, c.provider_id from course c where c.slug = ${price.course}`;
    if (course === undefined) throw new Error(`the prices of the demonstration name the course '${price.course}', which it does not have`);
    const [id, proposedAt] = [newId(), later(now, -price.daysAgo * DAY_MS)];
    await sql`insert into course_price ${sql({
      id, course_id: course.id, provider_id: course.provider_id, basis: price.basis, year_paise: price.yearPaise,
      provider_share_basis_points: price.providerShareBasisPoints, state: 'PROPOSED', proposed_by: userId(price.proposedBy), proposed_at: proposedAt,
    })}`;
    if (price.state === 'APPROVED') {
      await sql`update course_price p set state = 'APPROVED', decided_by = ${userId('platform-admin')}, decided_at = ${later(proposedAt, DAY_MS)}
        where p.id = ${id}`;
    }
  }
}
