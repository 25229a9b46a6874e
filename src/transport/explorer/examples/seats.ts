import type { Example } from './example.js';

/** For a training manager. */
export const SEAT_LIST: Example = {
  title: 'Who has a seat',
  about: 'The newest first; employeeBegins finds by the beginning of a name or an address.',
  query: `query Seats {
  seats(first: 20) {
    nodes {
      state assignedAt
      employee { name email code hasJoined }
      subscription { kind currentTerm { endsOn } }
      allowedActions
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
};

/** For a training manager. */
export const SEAT_FILES: Example = {
  title: 'Files of employees, and what became of their lines',
  about: 'Progress and counts while a file is taken in; the report tells of each line that was refused.',
  query: `query SeatFiles {
  seatImports(first: 5) {
    nodes {
      fileName state failure
      progress { linesDone bytesDone bytesTotal }
      counts { assigned unchanged refused }
      lines(first: 10, filter: { outcome: REFUSED }) { nodes { line email code message } }
    }
  }
}
`,
};

/** For an employee. */
export const MY_SEATS: Example = {
  title: 'My seats',
  about: 'In whatever department; also what is reserved for your address, which seatTake makes yours.',
  query: `query MySeats {
  viewerSeats(first: 10) {
    nodes { state activatedAt department { name } course { slug } subscription { state currentTerm { startsOn endsOn } } }
  }
}
`,
};
