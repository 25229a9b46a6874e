import type { Sql, TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import { seedFile, type SeedFramework, type SeedPolicy } from './files.js';
import { loadPriceList } from './pricing.js';

/**
 * Loads what every installation needs, also in production: states, the government's tree, the competency
 * frameworks, the general review policies and the price list. As the owner; what is there already is left as it is.
 */
export async function loadReference(owner: Sql, now: Date): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('load_reference'))`;
    await sql`insert into indian_state ${sql(seedFile('states.json').map(({ code, name }) => ({ code, name })))}
      on conflict do nothing`;
    await loadGovernmentBodies(sql);
    for (const framework of seedFile('competency-frameworks.json')) await loadFramework(sql, framework, now);
    for (const policy of seedFile('review-policies.json')) {
      if (policy.provider === null) await loadPolicy(sql, policy, null, null);
    }
    await loadPriceList(sql, now);
  });
}

async function loadGovernmentBodies(sql: TransactionSql): Promise<void> {
  const bodies = seedFile('government-bodies.json');
  await sql`insert into government_body ${sql(bodies.map(({ code, name, kind }) => ({ id: newId(), code, name, kind })))}
    on conflict do nothing`;
  await sql`
    update government_body b set parent_id = p.id
    from jsonb_to_recordset(${sql.json(bodies)}) as f(code text, "parentCode" text) join government_body p on p.code = f."parentCode"
    where b.code = f.code and b.parent_id is null`;
}

async function loadFramework(sql: TransactionSql, framework: SeedFramework, now: Date): Promise<void> {
  const { code, version, name, source, licence } = framework;
  const id = newId();
  const added = await sql`insert into competency_framework ${sql({ id, code, version, name, source, licence, published_at: now })}
    on conflict (code, version) do nothing returning id`;
  if (added.length === 0) return;
  await sql`insert into competency_level ${sql(framework.levels.map((l) => ({ framework_id: id, ...l })))}`;
  await sql`insert into competency ${sql(framework.competencies.map((c) => ({
    id: newId(), framework_id: id, code: c.code, kind: c.kind, area: c.area, theme: c.theme ?? null, name: c.name,
  })))}`;
}

/** Adds a review policy with its stages where its code and version are not there yet; in force at once. */
export async function loadPolicy(
  sql: TransactionSql, policy: SeedPolicy, providerId: string | null, createdBy: string | null,
): Promise<void> {
  const id = newId();
  // In force from the beginning, so that demonstration rounds of earlier years stand on it too.
  const from = new Date('2020-01-01T00:00:00Z');
  const added = await sql`insert into review_policy ${sql({
    id, code: policy.code, version: policy.version, name: policy.name, provider_id: providerId, in_force_from: from,
    auto_publish: policy.autoPublish, stage_count: policy.stages.length, created_by: createdBy, created_at: from,
  })} on conflict (code, version) do nothing returning id`;
  if (added.length === 0) return;
  await sql`insert into review_policy_stage ${sql(policy.stages.map((stage, index) => ({
    policy_id: id, position: index + 1, specialism: stage.specialism, approvals_required: stage.approvals,
    days_allowed: stage.days, rubric: stage.rubric,
  })))}`;
}
