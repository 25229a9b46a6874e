import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMPETENCY_KINDS } from '../../src/domain/competencies/lifecycle.js';
import { SPECIALISMS } from '../../src/domain/identity/roles.js';
import { TAX_KINDS } from '../../src/domain/pricing/lifecycle.js';
import { seedFile } from '../../src/db/seed/files.js';
import { GOVERNMENT_BODY_KINDS, REGISTRATION_KINDS } from '../../src/domain/organisations/lifecycle.js';
import { MAX_TERM_WORDS, wordsIn } from '../../src/domain/search/rules/synonyms.js';
import { parseGstin } from '../../src/lib/gstin.js';

const slug = z.string().max(120).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const name = z.string().min(1).max(300).refine((text) => text === text.trim(), 'spaces around it');
const stateCode = z.string().regex(/^\d{2}$/);

const frameworkSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]+$/),
  version: z.string().regex(/^\d{4}-\d+$/),
  name, source: name, licence: name,
  levels: z.array(z.strictObject({ level: z.int().min(1).max(5), name })).length(5),
  competencies: z.array(z.strictObject({
    code: z.string().regex(/^(CID\d+|[a-z0-9-]+(\.[a-z0-9-]+){2})$/),
    kind: z.enum(COMPETENCY_KINDS), area: name, theme: name.nullable(), name,
  })).min(1),
});
const bodySchema = z.strictObject({ code: slug, name, kind: z.enum(GOVERNMENT_BODY_KINDS), parentCode: slug.nullable() });
const stateSchema = z.strictObject({ code: stateCode, name, kind: z.enum(['STATE', 'UNION_TERRITORY', 'OTHER']) });
const languageSchema = z.strictObject({ tag: z.string(), name, nativeName: name });
const providerSchema = z.strictObject({
  slug, name, registrationKind: z.enum(REGISTRATION_KINDS), registrationNumber: z.string().regex(/^DEMO-\d{4}$/),
  stateCode, gstin: z.string(), website: z.url().nullable(),
});
const departmentSchema = z.strictObject({ slug, name, governmentBodyCode: slug, stateCode, gstin: z.string(), address: z.string().max(500) });
const policySchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/), version: z.int().min(1), name, provider: slug.nullable(),
  autoPublish: z.boolean(),
  stages: z.array(z.strictObject({
    specialism: z.enum(SPECIALISMS), approvals: z.int().min(1).max(10), days: z.int().min(1).max(365),
    rubric: z.array(name).min(1),
  })).min(1).max(10),
});

const paise = z.string().regex(/^[1-9]\d{0,11}$/);
const day = z.iso.date();
const priceListSchema = z.strictObject({
  priceVersions: z.array(z.strictObject({ seatYearPaise: paise, inForceFrom: day, reason: name })).min(1),
  taxRules: z.array(z.strictObject({
    sac: z.string().regex(/^99\d{4}$/), kind: z.enum(TAX_KINDS), rateBasisPoints: z.int().min(0).max(10_000), description: name, legalReference: name,
    inForce: z.array(z.strictObject({ from: day, reason: name })),
  })),
  businessTerms: z.array(z.strictObject({
    inForceFrom: day, reassignmentCapBasisPoints: z.int(), graceDays: z.int(), renewalNoticeDays: z.int(), quoteValidDays: z.int(), reason: name,
  })).min(1),
  instalmentPlans: z.array(z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]+$/), name, legalReference: name,
    parts: z.array(z.strictObject({ shareBasisPoints: z.int().min(1), dueDays: z.int().min(0) })).min(1),
  })),
});

function read<T>(file: string, item: z.ZodType<T>): T[] {
  return z.array(item).min(1).parse(JSON.parse(readFileSync(new URL(`../../seed/${file}`, import.meta.url), 'utf8')));
}

function expectUnique(values: readonly string[]): void {
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
}

const frameworks = read('competency-frameworks.json', frameworkSchema);
const bodies = read('government-bodies.json', bodySchema);
const states = read('states.json', stateSchema);
const languages = read('languages.json', languageSchema);
const providers = read('providers.json', providerSchema);
const departments = read('departments.json', departmentSchema);
const policies = read('review-policies.json', policySchema);
const synonyms = read('synonyms.json', z.array(name.max(100)).min(2).max(20));

describe('the sets of synonyms', () => {
  it('are at least a dozen, no term in two of them', () => {
    expect(synonyms.length).toBeGreaterThanOrEqual(12);
    expectUnique(synonyms.flat().map((term) => term.toLowerCase()));
    for (const term of synonyms.flat()) expect([term, wordsIn(term) <= MAX_TERM_WORDS]).toEqual([term, true]);
  });
});

describe('the competency frameworks', () => {
  it('are KCM and FRAC, apart, with all that their sources list', () => {
    expect(frameworks.map((f) => [f.code, f.competencies.length])).toEqual([['KCM', 112], ['FRAC', 25]]);
  });

  it('have levels 1 to 5, and each code once', () => {
    for (const framework of frameworks) {
      expect(framework.levels.map((level) => level.level)).toEqual([1, 2, 3, 4, 5]);
      expectUnique(framework.levels.map((level) => level.name));
      expectUnique(framework.competencies.map((competency) => competency.code));
    }
  });

  it('between them have every kind of competency; KCM has no domain competencies and a theme for each', () => {
    expect(new Set(frameworks.flatMap((f) => f.competencies.map((c) => c.kind)))).toEqual(new Set(COMPETENCY_KINDS));
    const kcm = frameworks.find((f) => f.code === 'KCM')?.competencies ?? [];
    expect(kcm.filter((c) => c.kind === 'DOMAIN' || c.theme === null)).toEqual([]);
  });
});

describe('the government\'s tree', () => {
  it('has 107 nodes, each code once, and every parent a ministry', () => {
    expect(bodies).toHaveLength(107);
    expectUnique(bodies.map((body) => body.code));
    const ministries = new Set(bodies.filter((body) => body.kind === 'MINISTRY').map((body) => body.code));
    for (const body of bodies) {
      if (body.kind === 'MINISTRY') expect(body.parentCode).toBeNull();
      else if (body.parentCode !== null) expect(ministries).toContain(body.parentCode);
    }
    expect(bodies.filter((body) => body.kind !== 'MINISTRY' && body.parentCode === null).map((body) => body.name))
      .toEqual(['Department of Atomic Energy', 'Department of Space']);
  });
});

describe('the states', () => {
  it('are 28 states and 8 union territories, each code and name once', () => {
    expect(states.filter((state) => state.kind === 'STATE')).toHaveLength(28);
    expect(states.filter((state) => state.kind === 'UNION_TERRITORY')).toHaveLength(8);
    expectUnique(states.map((state) => state.code));
    expectUnique(states.map((state) => state.name));
  });

  it('are those that a GSTIN may begin with, but for other countries', () => {
    const accepted = [...Array(100).keys()].map((n) => String(n).padStart(2, '0'))
      .filter((code) => [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].some((d) => parseGstin(`${code}DEMOP0001Z1Z${d}`)));
    expect(accepted).toEqual(states.map((state) => state.code).filter((code) => code !== '96').sort());
  });
});

describe('the languages', () => {
  it('are English and the 22 scheduled ones, by canonical BCP 47 tags', () => {
    expect(languages).toHaveLength(23);
    expectUnique(languages.map((language) => language.tag));
    for (const { tag } of languages) expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  });
});

describe('the organisations', () => {
  it('have each slug, registration number and GSTIN once', () => {
    expectUnique([...providers, ...departments].map((organisation) => organisation.slug));
    expectUnique([...providers, ...departments].map((organisation) => organisation.gstin));
    expectUnique(providers.map((provider) => provider.registrationNumber));
    expectUnique(departments.map((department) => department.governmentBodyCode));
  });

  it('have a GSTIN of the right form and state, made up beyond doubt', () => {
    const known = new Set(states.filter((state) => state.kind !== 'OTHER').map((state) => state.code));
    for (const [kind, organisations] of [['REGULAR', providers], ['TDS', departments]] as const) {
      for (const organisation of organisations) {
        expect(known).toContain(organisation.stateCode);
        expect(parseGstin(organisation.gstin)).toEqual({ gstin: organisation.gstin, kind, stateCode: organisation.stateCode });
        // The fourth letter of a PAN tells the kind of its holder; O is none of them.
        expect(organisation.gstin.slice(2, 6)).toBe('DEMO');
      }
    }
  });

  it('are departments that stand in the tree', () => {
    const codes = new Set(bodies.map((body) => body.code));
    for (const department of departments) expect(codes).toContain(department.governmentBodyCode);
  });
});

describe('the review policies', () => {
  it('are a general one of two stages and a strict one of four with a quorum', () => {
    expectUnique(policies.map((policy) => `${policy.code} ${String(policy.version)}`));
    const general = policies.filter((policy) => policy.provider === null);
    expect(general.map((policy) => [policy.code, policy.autoPublish, policy.stages.map((stage) => stage.specialism)]))
      .toEqual([['STANDARD', false, ['COMPLIANCE', 'CONTENT']]]);
    const strict = policies.find((policy) => policy.code === 'STRICT');
    expect(strict?.stages.map((stage) => stage.specialism)).toEqual([...SPECIALISMS]);
    expect(strict?.stages.find((stage) => stage.specialism === 'CONTENT')?.approvals).toBe(2);
    expect(strict?.autoPublish).toBe(true);
  });

  it('name providers that exist, and no criterion twice in a stage', () => {
    for (const policy of policies) {
      if (policy.provider !== null) expect(providers.map((provider) => provider.slug)).toContain(policy.provider);
      for (const stage of policy.stages) expectUnique(stage.rubric);
    }
  });
});

describe('the price list', () => {
  const list = priceListSchema.parse(seedFile('pricing.json'));

  it('is 43,100 paise a seat a year, and a tax rule of each kind of which the taxable one is in force', () => {
    expect(list.priceVersions.map(({ seatYearPaise }) => seatYearPaise)).toEqual(['43100']);
    expect(list.taxRules.map(({ sac, kind, rateBasisPoints, inForce }) => [sac, kind, rateBasisPoints, inForce.length]))
      .toEqual([['999293', 'TAXABLE', 1800, 1], ['999293', 'EXEMPT', 0, 0]]);
  });

  it('has plans whose parts are the whole, one after another', () => {
    for (const { parts } of list.instalmentPlans) {
      expect(parts.reduce((sum, part) => sum + part.shareBasisPoints, 0)).toBe(10_000);
      expect(parts.map(({ dueDays }) => dueDays)).toEqual([...new Set(parts.map(({ dueDays }) => dueDays))].sort((a, b) => a - b));
    }
  });
});

describe('the platform of the demonstration', () => {
  const platform = seedFile('platform.json');

  it('has a GSTIN of its state, made up beyond doubt, and so have its account and its address', () => {
    expect(parseGstin(platform.gstin)).toEqual({ gstin: platform.gstin, kind: 'REGULAR', stateCode: platform.stateCode });
    expect(platform.gstin.slice(2, 6)).toBe('DEMO');
    expect(platform.collectingAccount.ifsc).toMatch(/^DEMO0/);
    for (const { address } of [platform, ...departments]) expect(address).toMatch(/Demonstration Bhavan.*\n[A-Z][A-Za-z ]+ \d{6}$/);
  });
});
