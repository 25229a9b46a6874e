import { registerEnumType } from 'type-graphql';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../domain/identity/roles.js';
import {
  GOVERNMENT_BODY_KINDS, ORGANISATION_LIFECYCLE, REGISTRATION_KINDS,
  type GovernmentBodyKind, type OrganisationState, type RegistrationKind,
} from '../../domain/organisations/lifecycle.js';
import { ORGANISATION_ACTIONS, type OrganisationAction } from '../../domain/organisations/policy.js';
import { statesOf } from '../../lib/lifecycle.js';

export const OrganisationKindEnum = Object.fromEntries(ORGANISATION_KINDS.map((kind) => [kind, kind])) as { [K in OrganisationKind]: K };

registerEnumType(OrganisationKindEnum, {
  name: 'OrganisationKind',
  description: 'What an organisation is to the marketplace.',
  valuesConfig: {
    PROVIDER: { description: 'A university or institute that publishes courses.' },
    DEPARTMENT: { description: 'A department of government that procures for its employees.' },
    PLATFORM: { description: 'The marketplace\'s own organisation, of which there is one.' },
  },
});

export const OrganisationStateEnum = Object.fromEntries(statesOf(ORGANISATION_LIFECYCLE).map((state) => [state, state])) as { [S in OrganisationState]: S };

registerEnumType(OrganisationStateEnum, {
  name: 'OrganisationState',
  description: 'Where an organisation stands.',
  valuesConfig: {
    APPLIED: { description: 'It has applied; the platform has yet to decide.' },
    VERIFIED: { description: 'The platform has verified it.' },
    REJECTED: { description: 'The platform has turned the application down.' },
    SUSPENDED: { description: 'Stopped by the platform until it is reinstated.' },
  },
});

export const OrganisationActionEnum = Object.fromEntries(ORGANISATION_ACTIONS.map((action) => [action, action])) as { [A in OrganisationAction]: A };

registerEnumType(OrganisationActionEnum, {
  name: 'OrganisationAction',
  description: 'What can be done with an organisation.',
  valuesConfig: {
    UPDATE: { description: 'organisationUpdate: change its profile.' },
    INVITE: { description: 'invitationCreate: invite people to it.' },
    VERIFY: { description: 'organisationVerify: accept its application.' },
    REJECT: { description: 'organisationReject: turn its application down.' },
    SUSPEND: { description: 'organisationSuspend: stop it.' },
    REINSTATE: { description: 'organisationReinstate: end its suspension.' },
  },
});

export const RegistrationKindEnum = Object.fromEntries(REGISTRATION_KINDS.map((kind) => [kind, kind])) as { [K in RegistrationKind]: K };

registerEnumType(RegistrationKindEnum, {
  name: 'RegistrationKind',
  description: 'The register that a provider\'s registration number stands in.',
  valuesConfig: {
    AISHE: { description: 'All India Survey on Higher Education: U-0306, C-12345, S-1234.' },
    UGC: { description: 'University Grants Commission.' },
    AICTE: { description: 'All India Council for Technical Education.' },
    NCVET: { description: 'National Council for Vocational Education and Training.' },
    OTHER: { description: 'Another register.' },
  },
});

export const GovernmentBodyKindEnum = Object.fromEntries(GOVERNMENT_BODY_KINDS.map((kind) => [kind, kind])) as { [K in GovernmentBodyKind]: K };

registerEnumType(GovernmentBodyKindEnum, {
  name: 'GovernmentBodyKind',
  description: 'What a node in the government\'s tree is.',
  valuesConfig: {
    MINISTRY: { description: 'A ministry.' },
    DEPARTMENT: { description: 'A department.' },
    BODY: { description: 'A body below a ministry or department.' },
    STATE: { description: 'The government of a state or union territory.' },
  },
});

export enum ProviderOrderField {
  NAME = 'NAME',
  NEWEST = 'NEWEST',
}

registerEnumType(ProviderOrderField, {
  name: 'ProviderOrderField',
  description: 'What providers can be ordered by.',
  valuesConfig: {
    NAME: { description: 'The name; ASC is from A to Z.' },
    NEWEST: { description: 'When it applied; DESC is the newest first.' },
  },
});
