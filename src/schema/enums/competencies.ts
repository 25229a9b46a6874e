import { registerEnumType } from 'type-graphql';
import { COMPETENCY_KINDS, type CompetencyKind } from '../../domain/competencies/lifecycle.js';

export const CompetencyKindEnum = Object.fromEntries(COMPETENCY_KINDS.map((kind) => [kind, kind])) as { [K in CompetencyKind]: K };

registerEnumType(CompetencyKindEnum, {
  name: 'CompetencyKind',
  description: 'The kinds of competency in FRAC, the Framework of Roles, Activities and Competencies.',
  valuesConfig: {
    BEHAVIOURAL: { description: 'How a person goes about his work: attitudes and ways of dealing with others.' },
    FUNCTIONAL: { description: 'What many positions ask for alike, such as drafting, budgeting or procurement.' },
    DOMAIN: { description: 'The special knowledge of one field, such as customs or irrigation.' },
  },
});
