import { cataloguePage, courseDetail, providerPage, searchPage } from './catalogue.mjs';
import { courseVersionUpdate, seatsAssign } from './mutations.mjs';
import { curatorQueue, entitlement, purchaseRequest, seatList } from './people.mjs';

/** What is read, and asked of every contender that knows it. */
export const READS = [cataloguePage, courseDetail, providerPage, searchPage, curatorQueue, purchaseRequest, seatList, entitlement];

/** What is changed; of ours alone. */
export const MUTATIONS = [courseVersionUpdate, seatsAssign];

export const OPERATIONS = [...READS, ...MUTATIONS];
