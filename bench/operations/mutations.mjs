/** An author saves a draft; each client edits a draft of its own, at the revision that it was answered. */
export const courseVersionUpdate = {
  name: 'courseVersionUpdate', about: 'save a draft', who: 'author', mutation: true,
  document: `mutation courseVersionUpdate($input: CourseVersionUpdateInput!) {
  courseVersionUpdate(input: $input) {
    courseVersion { id revision title summary updatedAt }
    userErrors { code message path }
  }
}`,
  /** The first state of a client, what it sends, and what it learns from the answer; `run` is another text in each run. */
  clients: (facts) => facts.drafts.map((courseVersionId) => ({ courseVersionId, revision: null, saved: 0 })),
  begin: {
    document: 'query Revision($id: ID!) { courseVersion(id: $id) { revision } }',
    variables: ({ courseVersionId }) => ({ id: courseVersionId }),
    learn: (client, data) => { client.revision = data.courseVersion.revision; },
  },
  next: (client, run) => ({
    input: { courseVersionId: client.courseVersionId, revision: client.revision, summary: `Saved ${client.saved += 1} times in ${run}.` },
  }),
  learn: (client, data) => { client.revision = data.courseVersionUpdate.courseVersion?.revision ?? client.revision; },
};

/** A training manager gives a seat to somebody who is not in the register yet; all clients take from one subscription. */
export const seatsAssign = {
  name: 'seatsAssign', about: 'assign a seat', who: 'training-manager', mutation: true,
  document: `mutation seatsAssign($input: SeatsAssignInput!) {
  seatsAssign(input: $input) {
    seats { id state employee { email } }
    userErrors { code message path }
  }
}`,
  clients: (facts, connections) => Array.from({ length: connections }, (_, number) => ({ number, subscriptionId: facts.subscriptionId, given: 0 })),
  next: (client, run) => {
    const name = `${run}-${client.number}-${client.given += 1}`;
    return {
      input: {
        idempotencyKey: name, subscriptionId: client.subscriptionId,
        employees: [{ person: { email: `${name}@bench.example.in`, name: `Officer ${name}`, code: name } }],
      },
    };
  },
  learn: () => undefined,
};
