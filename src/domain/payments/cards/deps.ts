import type { Logger } from 'pino';
import type { Database } from '../../../db/client.js';
import type { MailPort } from '../../../integrations/mail/mail.js';
import type { CardProvider } from '../rules/cards.js';

/** What consumers of the card rail work with. */
export interface CardDeps {
  readonly db: Database;
  readonly mail: MailPort;
  readonly now: () => Date;
  readonly log: Logger;
  /** Null where the rail is absent. */
  readonly cards: CardProvider | null;
}
