/** The kinds of competency in FRAC (Framework of Roles, Activities and Competencies). */
export const COMPETENCY_KINDS = ['BEHAVIOURAL', 'FUNCTIONAL', 'DOMAIN'] as const;
export type CompetencyKind = (typeof COMPETENCY_KINDS)[number];
