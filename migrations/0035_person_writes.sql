CREATE TABLE "person_write" (
	"slot" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_write_slot_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"written_by" "xid8" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "person_write_user_idx" ON "person_write" USING btree ("user_id");
--> statement-breakpoint
-- Replaced with every mutation of the person: room to replace a row in its page.
ALTER TABLE person_write SET (fillfactor = 50);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON person_write TO marketplace_guard;
--> statement-breakpoint
-- Counts the transaction among those of a person: once, in a slot of his that nobody is writing, or in a slot of its own where all are. It
-- therefore waits for nobody. Within a slot the lock on its row keeps the order of the commits, on the primary as on its replicas.
CREATE FUNCTION guard.person_wrote(person uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  free bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM person_write w WHERE w.user_id = person AND w.written_by = pg_current_xact_id()) THEN RETURN; END IF;
  SELECT w.slot INTO free FROM person_write w WHERE w.user_id = person ORDER BY w.slot LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF free IS NULL THEN
    INSERT INTO person_write (user_id, revision, written_by) VALUES (person, 1, pg_current_xact_id());
  ELSE
    UPDATE person_write w SET revision = w.revision + 1, written_by = pg_current_xact_id() WHERE w.slot = free;
  END IF;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.person_wrote(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
-- Every mutation of a person writes an audit event.
CREATE FUNCTION guard.audited_person_wrote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.person_wrote(NEW.actor_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.audited_person_wrote() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER g_person_wrote AFTER INSERT ON audit_event FOR EACH ROW
  WHEN (NEW.actor_id IS NOT NULL) EXECUTE FUNCTION guard.audited_person_wrote();
--> statement-breakpoint
-- What a token newly says of its bearer is kept without an event, as is a file that somebody sends to the address he was given.
CREATE FUNCTION guard.person_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.person_wrote(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.person_changed() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER g_person_wrote AFTER UPDATE ON app_user FOR EACH ROW
  WHEN ((OLD.email, OLD.email_verified, OLD.name) IS DISTINCT FROM (NEW.email, NEW.email_verified, NEW.name)) EXECUTE FUNCTION guard.person_changed();
--> statement-breakpoint
CREATE FUNCTION guard.sender_wrote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.person_wrote(NEW.created_by);
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.sender_wrote() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER g_person_wrote AFTER UPDATE ON upload FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION guard.sender_wrote();
--> statement-breakpoint
-- How far this database knows a person, as of the asking statement's snapshot: his access revision, then slot=revision for each slot of his
-- ("7 12=3 40=1"). Null where it does not know him. It says nothing of what he did.
CREATE FUNCTION person_standing(person uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT concat_ws(' ', u.access_revision, (
    SELECT string_agg(w.slot || '=' || w.revision, ' ' ORDER BY w.slot) FROM person_write w WHERE w.user_id = u.id))
  FROM app_user u WHERE u.id = person
$$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION person_standing(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION person_standing(uuid) TO marketplace_app;
