import { registerEnumType } from 'type-graphql';
import { CARD_CHARGE_LIFECYCLE, CARD_MANDATE_LIFECYCLE } from '../../domain/payments/cards/lifecycle.js';
import { CARD_MANDATE_ACTIONS } from '../../domain/payments/policy/mandates.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const CardMandateStateEnum = enumOf(statesOf(CARD_MANDATE_LIFECYCLE));
registerEnumType(CardMandateStateEnum, {
  name: 'CardMandateState',
  description: 'Where a saved card stands.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for; the card provider is being told.' },
    OFFERED: { description: 'The card\'s holder can confirm it with the client secret, in the card provider\'s own form.' },
    ACTIVE: { description: 'Its holder and his bank have agreed: it is charged with what falls due.' },
    ENDED: { description: 'Charged no more: ended by the department or the platform, by its holder or by his bank.' },
    FAILED: { description: 'Its holder or his bank did not agree.' },
  },
});

export const CardMandateActionEnum = enumOf(CARD_MANDATE_ACTIONS);
registerEnumType(CardMandateActionEnum, {
  name: 'CardMandateAction',
  description: 'What can be done with a saved card.',
  valuesConfig: { END: { description: 'End it (cardMandateEnd).' } },
});

export const CardChargeStateEnum = enumOf(statesOf(CARD_CHARGE_LIFECYCLE));
registerEnumType(CardChargeStateEnum, {
  name: 'CardChargeState',
  description: 'Where a charge to a saved card stands.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for; the card provider is being told.' },
    PROCESSING: { description: 'The bank is working on it, which may take more than a day.' },
    SUCCEEDED: { description: 'The money has come.' },
    FAILED: { description: 'It did not come, or was taken back; what is due is paid by transfer.' },
  },
});
