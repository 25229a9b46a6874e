import { array, moment, object, paise } from './sql.mjs';

/** What waits for a curator of every specialism, the most urgent first. */
export const curatorQueue = {
  name: 'curatorQueue', about: 'curator queue', who: 'curator',
  document: `query curatorQueue($first: Int!) {
  reviewQueue(first: $first) {
    nodes {
      specialism state dueAt overdue approvals approvalsRequired
      round { number submittedAt courseVersion { title languages course { slug provider { name } } } }
      assignments { state curator { name } }
    }
    pageInfo { hasNextPage }
  }
}`,
  variables: () => [{ first: 20 }],
  rows: (data) => data.reviewQueue.nodes.length,
  ceiling: {
    params: ({ first }, { people, specialisms }) => [first, specialisms, people.curator],
    text: `select '{"reviewQueue":{"nodes":[' || coalesce(string_agg(t.node, ',' order by t.n) filter (where t.n <= $1::int), '')
        || '],"pageInfo":{"hasNextPage":' || (count(*) > $1::int)::text || '}}}' as data
      from (select q.n, ${object(`q.specialism, q.state, ${moment('q.due_at')} as "dueAt", coalesce(q.state = 'ACTIVE' and q.due_at < now(), false) as overdue,
        (select count(*) from decision d where d.stage_id = q.id and d.verdict = 'APPROVE') as approvals, q.approvals_required as "approvalsRequired",
        ${object(`r.number, ${moment('r.submitted_at')} as "submittedAt",
          ${object(`v.title, v.languages, ${object(`c.slug, ${object('o.name')} as provider`)} as course`)} as "courseVersion"`)} as round,
        ${array(`select ${object(`a.state, ${object('u.name')} as curator`)} from review_assignment a join app_user u on u.id = a.curator_id
          where a.stage_id = q.id order by a.created_at, a.id`)} as assignments`)}::text as node
        from (select w.*, row_number() over () as n from (select s.* from review_stage s where s.state = 'ACTIVE' and s.specialism::text = any($2::text[])
            and not exists (select 1 from membership m where m.user_id = $3::uuid and m.organisation_id = s.provider_id and m.state = 'ACTIVE')
          order by s.due_at, s.id limit $1::int + 1) w) q
        join review_round r on r.id = q.round_id join course_version v on v.id = r.course_version_id join course c on c.id = v.course_id
        join organisation o on o.id = c.provider_id) t`,
  },
};

const AMOUNTS = ['taxable', 'cgst', 'sgst', 'igst', 'total'];
const amounts = (row) => AMOUNTS.map((name) => `${paise(`${row}.${name}_paise`)} as ${name}`).join(', ');
const AMOUNT_FIELDS = AMOUNTS.map((name) => `${name} { amountMinor }`).join(' ');

/** A purchase request with its quote, as its department sees it. */
export const purchaseRequest = {
  name: 'purchaseRequest', about: 'purchase request', who: 'procurement-officer',
  document: `query purchaseRequest($id: ID!) {
  purchaseRequest(id: $id) {
    kind purpose state revision quantity startsOn justification budgetHead submittedAt
    department { name }
    requestedBy { name }
    approvedBy { name }
    instalmentPlan { code }
    latestQuote {
      validUntil placeReason
      placeOfSupply { name }
      ${AMOUNT_FIELDS}
      lines { description sac quantity unitPrice { amountMinor } startsOn endsOn daysOfTerm daysLeft rateBasisPoints ${AMOUNT_FIELDS} }
    }
  }
}`,
  variables: (facts) => facts.purchaseRequestIds.map((id) => ({ id })),
  rows: () => 1,
  ceiling: {
    params: ({ id }, { uuidOf, organisations }) => [uuidOf(id), organisations['procurement-officer']],
    text: `select '{"purchaseRequest":' || coalesce((select ${object(`p.kind, p.purpose, p.state, p.revision, p.quantity, p.starts_on as "startsOn",
        p.justification, p.budget_head as "budgetHead", ${moment('p.submitted_at')} as "submittedAt", ${object('o.name')} as department,
        case when m.id is not null then ${object('m.name')} end as "requestedBy", case when a.id is not null then ${object('a.name')} end as "approvedBy",
        ${object('i.code')} as "instalmentPlan",
        (select row_to_json(r) from (select q.valid_until as "validUntil", q.place_reason as "placeReason", ${object('s.name')} as "placeOfSupply", ${amounts('q')},
          ${array(`select ${object(`l.description, l.sac, l.quantity, ${paise('l.unit_paise')} as "unitPrice", l.starts_on as "startsOn", l.ends_on as "endsOn",
            l.days_of_term as "daysOfTerm", l.days_left as "daysLeft", l.rate_basis_points as "rateBasisPoints", ${amounts('l')}`)}
            from quote_line l where l.quote_id = q.id order by l.seq`)} as lines
          from quote q left join indian_state s on s.code = q.place_of_supply where q.purchase_request_id = p.id and q.revision = p.revision
          order by q.created_at desc, q.id desc limit 1) r) as "latestQuote"`)}::text
      from purchase_request p join organisation o on o.id = p.department_id join instalment_plan i on i.id = p.instalment_plan_id
        left join app_user m on m.id = p.requested_by left join app_user a on a.id = p.approved_by
      where p.id = $1::uuid and p.department_id = $2::uuid), 'null') || '}' as data`,
  },
};

/** Who has a seat in a department, the newest first. */
export const seatList = {
  name: 'seatList', about: 'seat list', who: 'training-manager',
  document: `query seatList($first: Int!) {
  seats(first: $first) {
    nodes {
      state assignedAt activatedAt
      employee { name email code hasJoined }
      subscription { kind state currentTerm { startsOn endsOn } }
    }
    pageInfo { hasNextPage }
  }
}`,
  variables: () => [{ first: 20 }],
  rows: (data) => data.seats.nodes.length,
  ceiling: {
    params: ({ first }, { organisations }) => [first, organisations['training-manager']],
    text: `select '{"seats":{"nodes":[' || coalesce(string_agg(t.node, ',' order by t.n) filter (where t.n <= $1::int), '')
        || '],"pageInfo":{"hasNextPage":' || (count(*) > $1::int)::text || '}}}' as data
      from (select s.n, ${object(`s.state, ${moment('s.assigned_at')} as "assignedAt", ${moment('s.activated_at')} as "activatedAt",
        ${object('e.name, e.email, e.code, (e.user_id is not null) as "hasJoined"')} as employee,
        ${object(`b.kind, b.state, ${object('r.starts_on as "startsOn", r.ends_on as "endsOn"')} as "currentTerm"`)} as subscription`)}::text as node
        from (select x.*, row_number() over () as n from (select * from seat y where y.department_id = $2::uuid order by y.id desc limit 21) x) s
        join employee e on e.id = s.employee_id join subscription b on b.id = s.subscription_id join term r on r.id = b.current_term_id) t`,
  },
};

/** Whether a learner may open a course: the database's own function decides, for whoever asks. */
export const entitlement = {
  name: 'entitlement', about: 'entitlement check', who: 'learner',
  document: `query entitlement($courseId: ID!) {
  courseAccess(courseId: $courseId) { allowed rule reason startsOn endsOn }
}`,
  variables: (facts) => facts.courseIds.map((courseId) => ({ courseId })),
  rows: () => 1,
  ceiling: {
    params: ({ courseId }, { uuidOf, people, organisations, today }) => [uuidOf(courseId), people.learner, organisations.learner, today],
    text: `select '{"courseAccess":' || ${object('a.allowed, a.rule, a.reason, a.starts_on as "startsOn", a.ends_on as "endsOn"')}::text || '}' as data
      from (select set_config('app.scope', 'organisation', true) as scope, set_config('app.user_id', $2::text, true) as who,
        set_config('app.organisation_id', $3::text, true) as organisation offset 0) s
        cross join lateral course_access(case when s.scope || s.who || s.organisation <> '' then $1::uuid end, null, $4::text::date) a`,
  },
};
