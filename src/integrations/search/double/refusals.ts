export type ErrorType = 'invalid_request' | 'internal' | 'auth' | 'system';

/** An error as Meilisearch words one, in an answer and in a task. */
export interface ErrorBody {
  readonly message: string;
  readonly code: string;
  readonly type: ErrorType;
  readonly link: string;
}

/** The codes that come with another type or status than invalid_request and 400, which all others come with. */
const OTHERS: Readonly<Record<string, readonly [ErrorType, number]>> = {
  index_not_found: ['invalid_request', 404],
  document_not_found: ['invalid_request', 404],
  task_not_found: ['invalid_request', 404],
  batch_not_found: ['invalid_request', 404],
  api_key_not_found: ['invalid_request', 404],
  index_already_exists: ['invalid_request', 409],
  api_key_already_exists: ['invalid_request', 409],
  payload_too_large: ['invalid_request', 413],
  missing_content_type: ['invalid_request', 415],
  invalid_content_type: ['invalid_request', 415],
  missing_authorization_header: ['auth', 401],
  missing_master_key: ['auth', 401],
  invalid_api_key: ['auth', 403],
  internal: ['internal', 500],
  database_size_limit_reached: ['internal', 500],
  no_space_left_on_device: ['system', 422],
  too_many_search_requests: ['system', 503],
};

/** An answer of Meilisearch that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(readonly code: string, message: string) {
    super(message);
    const [type, status] = OTHERS[code] ?? ['invalid_request', 400];
    this.status = status;
    this.body = { message, code, type, link: `https://docs.meilisearch.com/errors#${code}` };
  }
}

/** What Meilisearch documents and the double does not speak: it says so rather than answer something else. */
export class NotSpoken extends Error {}

export function noIndex(uid: string): Refusal {
  return new Refusal('index_not_found', `There is no index ${uid}.`);
}

/** Says in which query of several something is wrong. */
export function inside(place: number, refusal: Refusal): Refusal {
  return new Refusal(refusal.code, `Inside .queries[${place}]: ${refusal.message}`);
}
