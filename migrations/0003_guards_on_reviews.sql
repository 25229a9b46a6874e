-- A policy is whole when its transaction ends: as many stages as it says, numbered 1, 2, 3...
CREATE FUNCTION guard.policy_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM review_policy_stage s WHERE s.policy_id = NEW.id AND s.position <= NEW.stage_count) <> NEW.stage_count
    OR EXISTS (SELECT 1 FROM review_policy_stage s WHERE s.policy_id = NEW.id AND s.position > NEW.stage_count) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'review_policy_whole',
      message = 'a review policy has the stages it says, numbered from 1 without a gap';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.policy_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON review_policy DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.policy_whole();
--> statement-breakpoint
-- Stages come with their policy, in its transaction; a policy that exists gets no more.
CREATE FUNCTION guard.policy_stage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM review_policy p
    WHERE p.id = NEW.policy_id AND p.xmin = pg_current_xact_id()::xid AND NEW.position <= p.stage_count) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'review_policy_in_force',
      message = 'a review policy is never altered; make a new version of it';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.policy_stage() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON review_policy_stage FOR EACH ROW EXECUTE FUNCTION guard.policy_stage();
--> statement-breakpoint
CREATE FUNCTION guard.never() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING errcode = 'check_violation', constraint = TG_TABLE_NAME || '_immutable',
    message = format('rows of %s are never altered', TG_TABLE_NAME);
END $$;
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON review_policy FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON review_policy_stage FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON finding_message FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
-- The policy that holds for a provider at a time: its own before the general one, the latest in force.
CREATE FUNCTION policy_in_force(provider uuid, at timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM review_policy p
  WHERE (p.provider_id = provider OR p.provider_id IS NULL) AND p.in_force_from <= at
  ORDER BY p.provider_id NULLS LAST, p.in_force_from DESC, p.version DESC LIMIT 1
$$;
--> statement-breakpoint
ALTER FUNCTION policy_in_force(uuid, timestamptz) OWNER TO marketplace_guard;
--> statement-breakpoint
-- A round is opened on a version in review, under the policy in force; its stages are copied here, so that
-- nobody else writes them.
CREATE FUNCTION guard.review_round() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  version record;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.course_version_id, NEW.provider_id, NEW.number, NEW.policy_id, NEW.submitted_by, NEW.submitted_at)
      IS DISTINCT FROM (OLD.id, OLD.course_version_id, OLD.provider_id, OLD.number, OLD.policy_id, OLD.submitted_by, OLD.submitted_at) THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'review_round_identity',
        message = 'a review round keeps its version and its policy';
    END IF;
    IF NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' THEN
      PERFORM 1 FROM course_version v WHERE v.id = NEW.course_version_id AND v.state = 'IN_REVIEW' FOR UPDATE;
      IF NOT FOUND OR NOT guard.round_has_its_approvals(NEW.id) THEN
        RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_approvals',
          message = 'the round is short of the approvals that its review policy asks for';
      END IF;
      IF guard.version_has_open_blocker(NEW.course_version_id) THEN
        RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_open_blocker',
          message = 'a BLOCKER finding is open';
      END IF;
    END IF;
    RETURN NEW;
  END IF;
  SELECT v.* INTO version FROM course_version v WHERE v.id = NEW.course_version_id FOR UPDATE;
  IF version.state IS DISTINCT FROM 'IN_REVIEW' THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'review_round_version_in_review',
      message = 'a round is opened on a version in review';
  END IF;
  NEW.provider_id := version.provider_id;
  IF NEW.policy_id IS DISTINCT FROM policy_in_force(version.provider_id, clock_timestamp()) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'review_round_policy_in_force',
      message = 'a round goes by the review policy in force';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.review_round() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON review_round FOR EACH ROW EXECUTE FUNCTION guard.review_round();
--> statement-breakpoint
CREATE FUNCTION guard.review_round_stages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO review_stage (round_id, provider_id, position, specialism, approvals_required, days_allowed, rubric, state)
  SELECT NEW.id, NEW.provider_id, s.position, s.specialism, s.approvals_required, s.days_allowed, s.rubric, 'WAITING'
  FROM review_policy_stage s WHERE s.policy_id = NEW.policy_id ORDER BY s.position;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.review_round_stages() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_stages AFTER INSERT ON review_round FOR EACH ROW EXECUTE FUNCTION guard.review_round_stages();
--> statement-breakpoint
-- Who may be put on a stage: a curator in that specialism who is not of the submitting provider.
CREATE FUNCTION guard.curator_may(curator uuid, provider uuid, wanted specialism) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM membership m WHERE m.user_id = curator AND m.organisation_id = provider AND m.state = 'ACTIVE')
      THEN 'review_conflict_of_interest'
    WHEN NOT EXISTS (SELECT 1 FROM membership m WHERE m.user_id = curator AND m.organisation_kind = 'PLATFORM'
      AND m.state = 'ACTIVE' AND m.roles && '{CURATOR,CHIEF_CURATOR}'::role[] AND wanted = ANY (m.specialisms))
      THEN 'review_specialism'
  END
$$;
--> statement-breakpoint
ALTER FUNCTION guard.curator_may(uuid, uuid, specialism) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.review_assignment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stage record;
  objection text;
BEGIN
  SELECT s.round_id, s.provider_id, s.specialism, s.state, r.state AS round_state, r.submitted_by INTO stage
  FROM review_stage s JOIN review_round r ON r.id = s.round_id WHERE s.id = NEW.stage_id;
  NEW.round_id := stage.round_id;
  NEW.provider_id := stage.provider_id;
  objection := guard.curator_may(NEW.curator_id, stage.provider_id, stage.specialism);
  IF objection IS NULL AND NEW.curator_id = stage.submitted_by THEN
    objection := 'review_conflict_of_interest';
  END IF;
  IF objection IS NULL AND (stage.round_state <> 'OPEN' OR stage.state NOT IN ('WAITING', 'ACTIVE')) THEN
    objection := 'review_stage_closed';
  END IF;
  IF objection IS NOT NULL THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = objection, message = 'this curator may not review this stage';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.review_assignment() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON review_assignment FOR EACH ROW EXECUTE FUNCTION guard.review_assignment();
--> statement-breakpoint
-- A decision is written under the version's lock, on the stage that is open, by the curator who is on it.
CREATE FUNCTION guard.decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  a record;
  objection text;
BEGIN
  SELECT x.curator_id, x.stage_id, x.round_id, r.course_version_id, x.provider_id INTO a
  FROM review_assignment x JOIN review_round r ON r.id = x.round_id WHERE x.id = NEW.assignment_id;
  PERFORM 1 FROM course_version v WHERE v.id = a.course_version_id FOR UPDATE;
  NEW.stage_id := a.stage_id;
  NEW.round_id := a.round_id;
  NEW.course_version_id := a.course_version_id;
  NEW.provider_id := a.provider_id;
  IF NEW.curator_id IS DISTINCT FROM a.curator_id THEN
    objection := 'decision_by_assigned_curator';
  ELSIF NOT EXISTS (
    SELECT 1 FROM review_assignment x JOIN review_stage s ON s.id = x.stage_id JOIN review_round r ON r.id = x.round_id
      JOIN course_version v ON v.id = r.course_version_id
    WHERE x.id = NEW.assignment_id AND x.state = 'ACTIVE' AND s.state = 'ACTIVE' AND r.state = 'OPEN' AND v.state = 'IN_REVIEW'
  ) THEN
    objection := 'review_stage_closed';
  ELSE
    SELECT guard.curator_may(NEW.curator_id, a.provider_id, s.specialism) INTO objection FROM review_stage s WHERE s.id = a.stage_id;
  END IF;
  IF objection IS NOT NULL THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = objection, message = 'this decision may not be made';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.decision() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION guard.decision();
--> statement-breakpoint
-- Findings are opened under the version's lock, and only while the version can still be changed: an approved
-- version must first go back to DRAFT (its approvals lapse), a published one be suspended or followed by a new one.
CREATE FUNCTION guard.finding() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  version record;
BEGIN
  SELECT v.state, v.provider_id INTO version FROM course_version v WHERE v.id = NEW.course_version_id FOR UPDATE;
  IF TG_OP = 'INSERT' THEN
    NEW.provider_id := version.provider_id;
    IF NOT EXISTS (SELECT 1 FROM review_round r JOIN review_stage s ON s.round_id = r.id
      WHERE r.id = NEW.round_id AND r.course_version_id = NEW.course_version_id AND s.id = NEW.stage_id) THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'finding_round', message = 'a finding belongs to a round of its version';
    END IF;
  ELSIF (NEW.course_version_id, NEW.severity, NEW.path, NEW.body, NEW.raised_by)
    IS DISTINCT FROM (OLD.course_version_id, OLD.severity, OLD.path, OLD.body, OLD.raised_by) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'finding_immutable', message = 'what a finding says is never altered';
  END IF;
  IF NEW.state = 'OPEN' AND version.state NOT IN ('DRAFT', 'IN_REVIEW') THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'finding_version_open',
      message = format('a finding cannot be opened on a version that is %s', version.state);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.finding() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION guard.finding();
--> statement-breakpoint
CREATE FUNCTION guard.finding_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT f.provider_id INTO NEW.provider_id FROM finding f WHERE f.id = NEW.finding_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.finding_message() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON finding_message FOR EACH ROW EXECUTE FUNCTION guard.finding_message();
