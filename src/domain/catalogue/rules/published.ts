/**
 * The tables of which a visitor reads the same as every other visitor until the catalogue's version changes: whatever visitors may read
 * of them either raises that version when it changes (see guard.mark_catalogue) or never changes, as the parts of a published version.
 * Left out is what changes with the clock (the price list), what is brought up to date after the commit (the words of searches), and
 * everything that is for some.
 */
export const PUBLISHED_TABLES: ReadonlySet<string> = new Set([
  'catalogue_entry', 'catalogue_listing', 'collection', 'collection_course', 'competency', 'competency_framework', 'competency_level',
  'content_item', 'course', 'course_card', 'course_price', 'course_version', 'course_version_competency', 'government_body', 'indian_state',
  'module', 'organisation',
]);
