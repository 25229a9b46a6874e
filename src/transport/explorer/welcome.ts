import type { ExampleGroup } from './examples/example.js';

/** A step of the welcome; with an example, its title is a button that opens it. */
export interface WelcomeStep {
  readonly title: string;
  readonly text: string;
  readonly example?: { readonly role: ExampleGroup['role']; readonly title: string };
}

/** What a newcomer is told. */
export interface Welcome {
  readonly intro: string;
  readonly steps: readonly WelcomeStep[];
}

const BROWSE: WelcomeStep = {
  title: 'Browse the catalogue', text: 'What everybody sees, without signing in. It runs at once.',
  example: { role: 'VISITOR', title: 'Browse the catalogue' },
};

const RECORD = { role: 'AUDITOR', title: 'Read the record' } as const;

/** With demonstration people: an example signs in as somebody of its role. */
const IN_DEVELOPMENT: Welcome = {
  intro: 'Universities publish, curators vet, departments procure. Five things to try:',
  steps: [
    BROWSE,
    {
      title: 'Become a curator', text: 'Opens the review queue as a curator; \'Act as\', at the top, shows who you are now.',
      example: { role: 'CURATOR', title: 'My review queue' },
    },
    {
      title: 'Claim a stage', text: 'A mutation, its variables filled from the queue. Read it, then press Run or Ctrl-Enter.',
      example: { role: 'CURATOR', title: 'Claim a stage' },
    },
    {
      title: 'Try what you may not', text: 'As a learner. A refusal is an answer: a code, a sentence, a path. Press Run.',
      example: { role: 'LEARNER', title: 'What a refusal looks like' },
    },
    { title: 'Read the record', text: 'As the auditor: who did what, when and why, yours included.', example: RECORD },
  ],
};

/** With people who bring tokens of their own. */
const IN_PRODUCTION: Welcome = {
  intro: 'Universities publish, curators vet, departments procure. Five things to try:',
  steps: [
    BROWSE,
    { title: 'Sign in', text: 'Open Headers below the operation and put in {"Authorization": "Bearer <your token>"}.' },
    {
      title: 'Ask who you are', text: 'With several memberships, name one in the header X-Membership.',
      example: { role: 'SIGNED_IN', title: 'Who am I?' },
    },
    { title: 'Open an example of your role', text: 'Variables are filled from what you may see. A mutation waits until you run it.' },
    { title: 'Look things up', text: 'The book at the edge holds every type and field with its description.' },
  ],
};

/** The welcome of the explorer's first panel. */
export function welcomeOf({ development }: { development: boolean }): Welcome {
  return development ? IN_DEVELOPMENT : IN_PRODUCTION;
}
