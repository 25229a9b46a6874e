-- allowed: index: the table was made by the migrations just before this one
CREATE INDEX "subscription_course_idx" ON "subscription" USING btree ("course_id","department_id") WHERE course_id is not null;
--> statement-breakpoint
-- Why a person may or may not open a course, as of a day of the Indian calendar: one row, or none where he who asks may not
-- know of the course or of the employee. About himself where no employee is named; about an employee, what that employee's
-- department has for him, to himself, to his department and to those who see all. Read with the rows as they stand in the
-- statement's own snapshot, so that it flips with whatever transaction assigns, releases, suspends, settles or publishes.
CREATE FUNCTION course_access(asked_course uuid, asked_employee uuid, today date)
RETURNS TABLE (course_id uuid, course_version_id uuid, employee_id uuid, own boolean, allowed boolean, rule text, reason text,
  seat_id uuid, subscription_id uuid, term_id uuid, starts_on date, ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
WITH asker AS (
  SELECT u.id AS user_id, CASE WHEN u.email_verified THEN lower(u.email) END AS email FROM app_user u WHERE u.id = app_user_id()
), asked AS (
  -- The course, and the version that access is to: the live one, else one that was retired, else the latest.
  SELECT c.id, c.provider_id, v.id AS version_id, v.inclusion,
    CASE v.state WHEN 'PUBLISHED' THEN NULL WHEN 'SUSPENDED' THEN 'TAKEN_DOWN' WHEN 'RETIRED' THEN 'RETIRED' ELSE 'NOT_PUBLISHED' END AS closed,
    CASE WHEN o.state = 'SUSPENDED' THEN o.decided_at END AS provider_suspended_at
  FROM course c JOIN organisation o ON o.id = c.provider_id
    LEFT JOIN LATERAL (SELECT cv.id, cv.state, cv.inclusion FROM course_version cv WHERE cv.course_id = c.id
      ORDER BY cv.state IN ('PUBLISHED', 'SUSPENDED') DESC, cv.state = 'RETIRED' DESC, cv.number DESC LIMIT 1) v ON true
  WHERE c.id = asked_course
), holder AS (
  -- The places in departments that are asked about.
  SELECT e.id, e.department_id, e.user_id, e.state, e.created_at, true AS own
    FROM asker a JOIN employee e ON e.user_id = a.user_id WHERE asked_employee IS NULL
  UNION ALL
  SELECT e.id, e.department_id, e.user_id, e.state, e.created_at, true
    FROM asker a JOIN employee e ON e.email = a.email WHERE asked_employee IS NULL AND e.user_id IS NULL
  UNION ALL
  SELECT e.id, e.department_id, e.user_id, e.state, e.created_at, coalesce(e.user_id = a.user_id OR (e.user_id IS NULL AND e.email = a.email), false)
    FROM employee e LEFT JOIN asker a ON true
    WHERE e.id = asked_employee AND (e.user_id = a.user_id OR (e.user_id IS NULL AND e.email = a.email)
      OR e.department_id = app_organisation_id() OR app_sees_all())
), place AS (
  SELECT h.id AS employee_id, h.department_id, h.created_at, h.user_id IS NOT NULL AS joined FROM holder h WHERE h.state = 'ACTIVE'
  UNION ALL
  SELECT NULL, m.organisation_id, m.created_at, true FROM asker a JOIN membership m ON m.user_id = a.user_id
    WHERE asked_employee IS NULL AND m.state = 'ACTIVE' AND m.organisation_kind = 'DEPARTMENT'
), ground AS (
  -- What may open the course to a learner: his seats, and what was ordered for his whole department.
  SELECT h.id AS employee_id, s.id AS seat_id, s.subscription_id, s.activated_at AS since,
    CASE WHEN s.course_id IS NULL THEN 'SEAT' ELSE 'COURSE_SEAT' END AS rule,
    CASE s.state WHEN 'RESERVED' THEN 'SEAT_RESERVED' WHEN 'RELEASED' THEN 'SUBSCRIPTION_ENDED' END AS lacks
  FROM asked c CROSS JOIN holder h JOIN seat s ON s.employee_id = h.id
  WHERE (s.course_id = c.id OR (s.course_id IS NULL AND c.inclusion = 'SUBSCRIPTION'))
    AND CASE s.state WHEN 'ACTIVE' THEN s.user_id = h.user_id WHEN 'RESERVED' THEN true
      -- Given back at the end of what was bought, and nothing bought since.
      ELSE s.release_reason = 'SUBSCRIPTION_ENDED' AND NOT EXISTS (SELECT 1 FROM subscription n WHERE n.department_id = s.department_id
        AND coalesce(n.course_id, '00000000-0000-0000-0000-000000000000') = coalesce(s.course_id, '00000000-0000-0000-0000-000000000000')
        AND n.state NOT IN ('EXPIRED', 'CANCELLED')) END
  UNION ALL
  SELECT p.employee_id, NULL, b.id, CASE WHEN p.joined THEN greatest(p.created_at, b.created_at) END, 'DEPARTMENT_ORDER',
    CASE WHEN NOT p.joined THEN 'NOT_JOINED' END
  FROM place p JOIN subscription b ON b.department_id = p.department_id
  WHERE b.course_id = asked_course AND b.basis = 'WHOLE_DEPARTMENT'
), judged AS (
  -- The dates count even where the job that moves subscriptions is late: a renewal has begun with its first day.
  SELECT g.employee_id, g.seat_id, g.subscription_id, g.rule, t.id AS term_id, t.starts_on, t.ends_on,
    CASE WHEN b.state = 'EXPIRED' OR t.ends_on <= today OR g.lacks = 'SUBSCRIPTION_ENDED' THEN 'SUBSCRIPTION_ENDED'
      WHEN b.state = 'SUSPENDED' THEN 'SUBSCRIPTION_SUSPENDED'
      WHEN t.starts_on > today THEN 'SUBSCRIPTION_NOT_STARTED'
      ELSE g.lacks END AS reason
  FROM asked c CROSS JOIN ground g JOIN subscription b ON b.id = g.subscription_id
    JOIN LATERAL (SELECT x.id, x.starts_on, x.ends_on FROM term x WHERE x.subscription_id = g.subscription_id
      ORDER BY x.starts_on <= today AND today < x.ends_on DESC, CASE WHEN x.starts_on > today THEN -x.seq ELSE x.seq END DESC LIMIT 1) t ON true
  WHERE c.closed IS NULL AND b.state <> 'CANCELLED'
    -- Of a provider that is suspended: those who were entitled already continue.
    AND (c.provider_suspended_at IS NULL OR g.since < c.provider_suspended_at)
), answer AS (
  SELECT CASE j.reason WHEN 'SEAT_RESERVED' THEN 11 WHEN 'NOT_JOINED' THEN 12 WHEN 'SUBSCRIPTION_SUSPENDED' THEN 13
      WHEN 'SUBSCRIPTION_NOT_STARTED' THEN 14 WHEN 'SUBSCRIPTION_ENDED' THEN 15
      ELSE CASE j.rule WHEN 'SEAT' THEN 1 WHEN 'COURSE_SEAT' THEN 2 ELSE 3 END END AS rank,
    c.version_id, j.employee_id, CASE WHEN j.reason IS NULL THEN j.rule ELSE 'NONE' END AS rule, j.reason, j.seat_id, j.subscription_id,
    j.term_id, j.starts_on, j.ends_on
  FROM asked c CROSS JOIN judged j
  UNION ALL
  SELECT 4, c.version_id, NULL, 'PROVIDER_OWN', NULL, NULL, NULL, NULL, NULL, NULL
  FROM asked c CROSS JOIN asker a
  WHERE asked_employee IS NULL AND EXISTS (SELECT 1 FROM membership m
    WHERE m.user_id = a.user_id AND m.organisation_id = c.provider_id AND m.state = 'ACTIVE')
  UNION ALL
  SELECT 5, under.id, NULL, 'CURATOR_REVIEW', NULL, NULL, NULL, NULL, NULL, NULL
  FROM asked c CROSS JOIN asker a
    JOIN membership m ON m.user_id = a.user_id AND m.state = 'ACTIVE' AND m.organisation_kind = 'PLATFORM'
      AND m.roles && '{CURATOR,CHIEF_CURATOR}'::role[]
    CROSS JOIN LATERAL (SELECT cv.id FROM course_version cv WHERE cv.course_id = c.id AND cv.submitted_at IS NOT NULL
      AND ('CHIEF_CURATOR' = ANY (m.roles) OR (cv.state = 'IN_REVIEW' AND EXISTS (SELECT 1
        FROM review_round r JOIN review_assignment x ON x.round_id = r.id AND x.curator_id = a.user_id AND x.state <> 'RELEASED'
        WHERE r.course_version_id = cv.id AND r.state = 'OPEN')))
      ORDER BY cv.state = 'IN_REVIEW' DESC, cv.state IN ('PUBLISHED', 'SUSPENDED') DESC, cv.number DESC LIMIT 1) under
  WHERE asked_employee IS NULL
  UNION ALL
  -- Nothing of all that. A course that was never in the catalogue is known to its provider and the platform alone, and one that
  -- is not in it now to nobody who has not signed in.
  SELECT 20, c.version_id, NULL, 'NONE',
    CASE WHEN a.user_id IS NULL THEN 'NOT_SIGNED_IN' WHEN c.closed IS NOT NULL THEN c.closed
      WHEN c.provider_suspended_at IS NOT NULL THEN 'PROVIDER_SUSPENDED'
      WHEN c.inclusion = 'SUBSCRIPTION' OR EXISTS (SELECT 1 FROM place p JOIN subscription b ON b.department_id = p.department_id
        WHERE b.course_id = c.id AND b.basis = 'PER_LEARNER' AND b.state NOT IN ('EXPIRED', 'CANCELLED')) THEN 'NO_SEAT'
      ELSE 'NOT_BOUGHT' END, NULL, NULL, NULL, NULL, NULL
  FROM asked c LEFT JOIN asker a ON true
  WHERE CASE WHEN a.user_id IS NULL THEN EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = c.id AND e.listed)
    ELSE c.closed IS DISTINCT FROM 'NOT_PUBLISHED' OR app_sees_all() END
)
SELECT asked_course, n.version_id, coalesce(n.employee_id, asked_employee), coalesce((SELECT bool_and(h.own) FROM holder h), true), n.rule <> 'NONE',
  n.rule, n.reason, n.seat_id, n.subscription_id, n.term_id, n.starts_on, n.ends_on
FROM answer n
WHERE asked_employee IS NULL OR EXISTS (SELECT 1 FROM holder)
-- The best rule wins; of two seats the one that lasts longer, and at last the older.
ORDER BY n.rank, n.ends_on DESC NULLS LAST, n.seat_id NULLS LAST, n.subscription_id, n.version_id
LIMIT 1
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app_user_id(), app_organisation_id(), app_sees_all(), app_scope() TO marketplace_guard;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION course_access(uuid, uuid, date) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION course_access(uuid, uuid, date) TO marketplace_app;
