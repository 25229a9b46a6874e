-- An organisation keeps its kind and who applied; a rejected or suspended one says why.
CREATE FUNCTION guard.organisation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.kind, NEW.slug, NEW.applied_by, NEW.applied_at)
    IS DISTINCT FROM (OLD.id, OLD.kind, OLD.slug, OLD.applied_by, OLD.applied_at) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'organisation_identity',
      message = 'an organisation keeps its kind and slug';
  END IF;
  IF NEW.state IN ('REJECTED', 'SUSPENDED') AND coalesce(NEW.state_reason, '') = '' THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'organisation_reason',
      message = 'a rejection or suspension says why';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.organisation() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION guard.organisation();
--> statement-breakpoint
-- The last holder of the role that manages members stays. Judged when the transaction ends, under the
-- organisation's lock, so that two administrators who remove each other cannot both succeed.
CREATE FUNCTION guard.last_admin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  admin role := CASE OLD.organisation_kind
    WHEN 'PROVIDER' THEN 'PROVIDER_ADMIN' WHEN 'DEPARTMENT' THEN 'APPROVING_AUTHORITY' ELSE 'PLATFORM_ADMIN' END;
BEGIN
  IF OLD.state <> 'ACTIVE' OR NOT admin = ANY (OLD.roles) THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM organisation o WHERE o.id = OLD.organisation_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM membership m
    WHERE m.organisation_id = OLD.organisation_id AND m.state = 'ACTIVE' AND admin = ANY (m.roles)) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'membership_last_admin',
      message = 'an organisation keeps at least one administrator';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.last_admin() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER c_last_admin AFTER UPDATE OR DELETE ON membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.last_admin();
--> statement-breakpoint
-- The platform's own organisation exists from the first migration on.
INSERT INTO organisation (id, kind, state, name, slug, about, applied_at)
VALUES ('018cc251-f400-7000-8000-000000000001', 'PLATFORM', 'VERIFIED', 'Karmayogi Marketplace', 'karmayogi-marketplace',
  'Runs the marketplace: verifies organisations, vets courses, keeps the record.', '2024-01-01T00:00:00Z');
--> statement-breakpoint
-- Who a token's bearer is: makes the person known at the first sight of him, keeps name and e-mail as the issuer
-- has them, and answers with his live memberships in one round trip. Runs before anybody's scope is known.
CREATE FUNCTION resolve_person(new_id uuid, token_issuer text, token_subject text, token_email text, token_email_verified boolean,
  token_name text, at timestamptz)
RETURNS TABLE (user_id uuid, email text, name text, memberships json)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  person app_user;
BEGIN
  SELECT u.* INTO person FROM app_user u WHERE u.issuer = token_issuer AND u.subject = token_subject;
  IF person.id IS NULL OR (person.email, person.email_verified, person.name)
    IS DISTINCT FROM (token_email, token_email_verified, token_name) THEN
    INSERT INTO app_user AS u (id, issuer, subject, email, email_verified, name, created_at)
    VALUES (new_id, token_issuer, token_subject, token_email, token_email_verified, token_name, at)
    ON CONFLICT (issuer, subject) DO UPDATE
      SET email = excluded.email, email_verified = excluded.email_verified, name = excluded.name
    RETURNING u.* INTO person;
  END IF;
  RETURN QUERY SELECT person.id, person.email, person.name, (
    SELECT coalesce(json_agg(json_build_object('id', m.id, 'organisationId', m.organisation_id,
      'organisationKind', m.organisation_kind, 'roles', m.roles, 'specialisms', m.specialisms) ORDER BY m.created_at, m.id), '[]')
    FROM membership m JOIN organisation o ON o.id = m.organisation_id
    WHERE m.user_id = person.id AND m.state = 'ACTIVE' AND o.state <> 'REJECTED');
END $$;
--> statement-breakpoint
ALTER FUNCTION resolve_person(uuid, text, text, text, boolean, text, timestamptz) OWNER TO marketplace_guard;
