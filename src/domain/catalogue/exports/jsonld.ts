import { rupeesOfPaise, CURRENCY } from '../../../lib/money.js';
import type { CourseLevel, Licence } from '../lifecycle.js';
import type { CatalogueRow } from '../rows/serialise.js';
import type { ExportedCourse } from './courses.js';

const LEVEL_NAMES: Readonly<Record<CourseLevel, string>> = { FOUNDATION: 'Foundation', INTERMEDIATE: 'Intermediate', ADVANCED: 'Advanced' };

/** The address of a licence where it has a lasting one, else its name. */
const LICENCES_LD: Readonly<Record<Licence, unknown>> = {
  CC_BY_4_0: 'https://creativecommons.org/licenses/by/4.0/',
  CC_BY_SA_4_0: 'https://creativecommons.org/licenses/by-sa/4.0/',
  CC_BY_NC_4_0: 'https://creativecommons.org/licenses/by-nc/4.0/',
  GOVERNMENT_OPEN_DATA_INDIA: { '@type': 'CreativeWork', name: 'Government Open Data License - India' },
  PROPRIETARY: { '@type': 'CreativeWork', name: 'Proprietary' },
};

/** A course as a node of schema.org's type Course (https://schema.org/Course); what is not known is left out. */
export function jsonLdOf({ row, courseId, state, providerName, providerWebsite, teaches }: ExportedCourse): Record<string, unknown> {
  return {
    '@type': 'Course',
    '@id': `urn:uuid:${courseId}`,
    identifier: row.id,
    name: row.title,
    ...given('description', row.description === '' ? row.summary : row.description),
    ...given('abstract', row.summary),
    ...given('url', row.url),
    provider: { '@type': 'Organization', name: providerName, ...given('url', providerWebsite) },
    inLanguage: row.languages,
    educationalLevel: LEVEL_NAMES[row.level],
    ...given('timeRequired', row.duration === 'PT0S' ? null : row.duration),
    license: LICENCES_LD[row.licence],
    teaches: teaches.map(({ name, code, framework, frameworkName }) => ({
      '@type': 'DefinedTerm', name, termCode: code,
      inDefinedTermSet: { '@type': 'DefinedTermSet', name: frameworkName, alternateName: framework },
    })),
    accessibilityFeature: [...(row.captions ? ['captions'] : []), ...(row.transcript ? ['transcript'] : []), ...(row.signLanguage ? ['signLanguage'] : [])],
    offers: offerOf(row),
    syllabusSections: row.modules.map(({ title, summary }) => ({ '@type': 'Syllabus', name: title, ...given('description', summary) })),
    creativeWorkStatus: state,
    version: row.version,
    ...given('datePublished', row.publishedAt),
  };
}

/** The price for one learner in rupees as decimal text; the subscription has no price of a course. */
function offerOf({ inclusion, pricePaise }: Pick<CatalogueRow, 'inclusion' | 'pricePaise'>): Record<string, unknown> {
  if (inclusion === 'SUBSCRIPTION') return { '@type': 'Offer', category: 'Subscription' };
  return { '@type': 'Offer', category: 'Paid', ...(pricePaise === null ? {} : { price: rupeesOfPaise(BigInt(pricePaise)), priceCurrency: CURRENCY }) };
}

function given(key: string, value: string | null): Record<string, string> {
  return value === null || value === '' ? {} : { [key]: value };
}
