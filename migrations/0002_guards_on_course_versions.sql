-- Whether the approvals of a round are what its policy asks for: every stage has its number of APPROVE
-- decisions by persons who are not members of the submitting provider, and nobody decided against it.
CREATE FUNCTION guard.round_has_its_approvals(round uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM review_round r JOIN review_policy_stage p ON p.policy_id = r.policy_id WHERE r.id = round)
    AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.round_id = round AND d.verdict <> 'APPROVE')
    AND NOT EXISTS (
      SELECT 1 FROM review_round r JOIN review_policy_stage p ON p.policy_id = r.policy_id
      WHERE r.id = round AND p.approvals_required > (
        SELECT count(DISTINCT d.curator_id)
        FROM review_stage s JOIN decision d ON d.stage_id = s.id
        WHERE s.round_id = r.id AND s.position = p.position AND d.verdict = 'APPROVE'
          AND NOT EXISTS (
            SELECT 1 FROM membership m
            WHERE m.user_id = d.curator_id AND m.organisation_id = r.provider_id AND m.state = 'ACTIVE'))
    )
$$;
--> statement-breakpoint
ALTER FUNCTION guard.round_has_its_approvals(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.version_has_open_blocker(version uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM finding f
    WHERE f.course_version_id = version AND f.state = 'OPEN' AND f.severity = 'BLOCKER')
$$;
--> statement-breakpoint
ALTER FUNCTION guard.version_has_open_blocker(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
-- The content of a version, for telling whether an UPDATE touches it.
CREATE FUNCTION guard.version_content(v course_version) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_array(v.title, v.summary, v.description, v.languages, v.level, v.duration_seconds, v.captions,
    v.transcript, v.sign_language, v.licence, v.inclusion, v.price_paise, v.based_on_version_id)
$$;
--> statement-breakpoint
ALTER FUNCTION guard.version_content(course_version) OWNER TO marketplace_guard;
--> statement-breakpoint
-- Row locks make this exact: the row's lock is held when a BEFORE UPDATE trigger runs, every write of a decision
-- or finding takes the same lock first (see the guards on reviews), and each statement here sees what is committed.
CREATE FUNCTION guard.course_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  round record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT c.provider_id INTO NEW.provider_id FROM course c WHERE c.id = NEW.course_id;
    NEW.approved_round_id := NULL;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.course_id, NEW.provider_id, NEW.number, NEW.created_by, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.course_id, OLD.provider_id, OLD.number, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_identity',
      message = 'a course version stays with its course, provider and number';
  END IF;
  IF (OLD.state <> 'DRAFT' OR NEW.state <> 'DRAFT') AND guard.version_content(NEW) IS DISTINCT FROM guard.version_content(OLD) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_frozen',
      message = 'a course version is frozen from its submission on';
  END IF;
  IF NEW.state = 'DRAFT' THEN
    NEW.approved_round_id := NULL;
  ELSIF NEW.approved_round_id IS DISTINCT FROM OLD.approved_round_id AND NOT (OLD.state = 'IN_REVIEW' AND NEW.state = 'APPROVED') THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_approvals',
      message = 'the approved round is set when the version is approved, and never else';
  END IF;
  IF OLD.state = 'DRAFT' AND NEW.state = 'IN_REVIEW' AND EXISTS (
    SELECT 1 FROM review_round r WHERE r.course_version_id = NEW.id AND r.state IN ('OPEN', 'APPROVED')
  ) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_approvals',
      message = 'an earlier round must be closed before the version is submitted again';
  END IF;
  IF NEW.state <> OLD.state AND NEW.state IN ('APPROVED', 'PUBLISHED') THEN
    SELECT r.* INTO round FROM review_round r WHERE r.id = NEW.approved_round_id AND r.course_version_id = NEW.id;
    IF round.id IS NULL OR round.state <> 'APPROVED'
      OR EXISTS (SELECT 1 FROM review_round r WHERE r.course_version_id = NEW.id AND r.number > round.number)
      OR NOT guard.round_has_its_approvals(round.id) THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_approvals',
        message = 'the version is short of the approvals that its review policy asks for';
    END IF;
    IF guard.version_has_open_blocker(NEW.id) THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_open_blocker',
        message = 'a BLOCKER finding is open';
    END IF;
  END IF;
  IF NEW.state <> OLD.state AND NEW.state = 'PUBLISHED' THEN
    PERFORM 1 FROM organisation o WHERE o.id = NEW.provider_id AND o.state = 'VERIFIED' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_provider_verified',
        message = 'only a verified provider publishes';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.course_version() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON course_version FOR EACH ROW EXECUTE FUNCTION guard.course_version();
--> statement-breakpoint
-- Modules, content items and competencies are content too: they change while the version is a DRAFT, and only then.
CREATE FUNCTION guard.version_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  version uuid;
  version_state course_version_state;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.course_version_id <> OLD.course_version_id THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_frozen',
      message = 'a part of a course version stays with it';
  END IF;
  version := CASE TG_OP WHEN 'DELETE' THEN OLD.course_version_id ELSE NEW.course_version_id END;
  SELECT v.state INTO version_state FROM course_version v WHERE v.id = version FOR SHARE;
  IF version_state <> 'DRAFT' THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'course_version_frozen',
      message = 'a course version is frozen from its submission on';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.version_part() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE OR DELETE ON module FOR EACH ROW EXECUTE FUNCTION guard.version_part();
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE OR DELETE ON content_item FOR EACH ROW EXECUTE FUNCTION guard.version_part();
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE OR DELETE ON course_version_competency FOR EACH ROW EXECUTE FUNCTION guard.version_part();
--> statement-breakpoint
-- An item belongs to a module of the same version.
CREATE FUNCTION guard.content_item_module() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM module m WHERE m.id = NEW.module_id AND m.course_version_id = NEW.course_version_id) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'content_item_module',
      message = 'a content item belongs to a module of its own version';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.content_item_module() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_module BEFORE INSERT OR UPDATE ON content_item FOR EACH ROW EXECUTE FUNCTION guard.content_item_module();
