ALTER TABLE "app_user" ADD COLUMN "access_revision" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
-- What a server keeps of a person holds for one access revision. It rises in the transaction that changes what resolve_person answers,
-- under the person's row lock, so that no two states of his access ever have the same: a snapshot sees both or neither.
CREATE FUNCTION guard.raise_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- In the order of their ids, whatever the order of the memberships: two such transactions wait for, and do not block, each other.
  PERFORM 1 FROM app_user u WHERE u.id IN (SELECT c.user_id FROM changed c) ORDER BY u.id FOR NO KEY UPDATE;
  UPDATE app_user SET access_revision = access_revision + 1 WHERE id IN (SELECT c.user_id FROM changed c);
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.raise_access() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_access_added AFTER INSERT ON membership REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION guard.raise_access();
--> statement-breakpoint
CREATE TRIGGER d_access_removed AFTER DELETE ON membership REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION guard.raise_access();
--> statement-breakpoint
CREATE TRIGGER d_access_changed AFTER UPDATE ON membership REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION guard.raise_access();
--> statement-breakpoint
-- Whose a membership is does not change, or the person who lost it would keep it until his token ends.
CREATE FUNCTION guard.membership_keeps_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'membership_person', message = 'a membership keeps its person';
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.membership_keeps_person() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER a_keeps_person BEFORE UPDATE OF user_id ON membership FOR EACH ROW WHEN (OLD.user_id <> NEW.user_id)
  EXECUTE FUNCTION guard.membership_keeps_person();
--> statement-breakpoint
-- A TRUNCATE has no rows to name.
CREATE FUNCTION guard.raise_all_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE app_user SET access_revision = access_revision + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.raise_all_access() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_access_emptied AFTER TRUNCATE ON membership FOR EACH STATEMENT EXECUTE FUNCTION guard.raise_all_access();
--> statement-breakpoint
-- Memberships of an organisation that is rejected are in force no more. The lock waits for memberships that are being added just now
-- (their foreign key holds the organisation), so that the persons of those are found too.
CREATE FUNCTION guard.raise_members_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM organisation o WHERE o.id = NEW.id FOR UPDATE;
  PERFORM 1 FROM app_user u WHERE u.id IN (SELECT m.user_id FROM membership m WHERE m.organisation_id = NEW.id AND m.state = 'ACTIVE')
    ORDER BY u.id FOR NO KEY UPDATE;
  UPDATE app_user SET access_revision = access_revision + 1
  WHERE id IN (SELECT m.user_id FROM membership m WHERE m.organisation_id = NEW.id AND m.state = 'ACTIVE');
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.raise_members_access() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_access AFTER UPDATE OF state ON organisation FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND 'REJECTED' IN (OLD.state, NEW.state)) EXECUTE FUNCTION guard.raise_members_access();
--> statement-breakpoint
-- Nobody lowers or forgets it; and as a person is known by his newest token, one that says something else of him is looked at anew.
CREATE FUNCTION guard.app_user_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.access_revision := CASE
    WHEN (NEW.issuer, NEW.subject, NEW.email, NEW.email_verified, NEW.name) IS DISTINCT FROM (OLD.issuer, OLD.subject, OLD.email, OLD.email_verified, OLD.name)
    THEN OLD.access_revision + 1
    ELSE greatest(NEW.access_revision, OLD.access_revision) END;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.app_user_access() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER a_access BEFORE UPDATE ON app_user FOR EACH ROW EXECUTE FUNCTION guard.app_user_access();
--> statement-breakpoint
-- As before, and the revision: read in the one statement that reads the memberships, or it could be newer than they are.
DROP FUNCTION resolve_person(uuid, text, text, text, boolean, text, timestamptz);
--> statement-breakpoint
CREATE FUNCTION resolve_person(new_id uuid, token_issuer text, token_subject text, token_email text, token_email_verified boolean,
  token_name text, at timestamptz)
RETURNS TABLE (user_id uuid, email text, name text, memberships json, access_revision bigint)
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
  RETURN QUERY SELECT u.id, u.email, u.name, (
    SELECT coalesce(json_agg(json_build_object('id', m.id, 'organisationId', m.organisation_id,
      'organisationKind', m.organisation_kind, 'roles', m.roles, 'specialisms', m.specialisms) ORDER BY m.created_at, m.id), '[]')
    FROM membership m JOIN organisation o ON o.id = m.organisation_id
    WHERE m.user_id = u.id AND m.state = 'ACTIVE' AND o.state <> 'REJECTED'), u.access_revision
  FROM app_user u WHERE u.id = person.id;
END $$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION resolve_person(uuid, text, text, text, boolean, text, timestamptz) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION resolve_person(uuid, text, text, text, boolean, text, timestamptz) TO marketplace_app;
