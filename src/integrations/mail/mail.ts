/** A mail to one person, in plain text. */
export interface MailMessage {
  /** uuid of its row. */
  readonly id: string;
  /** What made it necessary, for instance the id of the job's event: with the recipient it makes a mail one of a kind. */
  readonly causeKey: string;
  readonly recipient: string;
  readonly template: string;
  readonly subject: string;
  readonly body: string;
}

/** Sends mail. A message sent twice (same cause, same recipient) reaches its reader once. */
export interface MailPort {
  send(message: MailMessage): Promise<void>;
}

/** Sends mail to many at once. */
export interface BulkMailPort extends MailPort {
  /** As `send`, for many: all are kept by one statement before the first is delivered. A failed delivery stops those after it, until it is sent again. */
  sendAll(messages: readonly MailMessage[]): Promise<void>;
}

/** Hands one message to whoever delivers it; throws when it was not taken. */
export type Deliver = (message: MailMessage) => Promise<void>;
