-- The record is only ever added to.
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never_truncate BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE FUNCTION guard.audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_unsealed (event_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.audit_event() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_unsealed AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION guard.audit_event();
--> statement-breakpoint
-- One field of an event's canonical text, as a netstring (length in bytes, colon, text, comma); '-' where it is null.
CREATE FUNCTION guard.netstring(field text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN field IS NULL THEN '-,' ELSE octet_length(field) || ':' || field || ',' END
$$;
--> statement-breakpoint
ALTER FUNCTION guard.netstring(text) OWNER TO marketplace_guard;
--> statement-breakpoint
-- SHA-256 over the netstrings of the event's fields in the order of the table.
CREATE FUNCTION guard.audit_event_digest(e audit_event) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT sha256(convert_to(
    guard.netstring(e.id::text)
    || guard.netstring(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || guard.netstring(e.action)
    || guard.netstring(e.actor_id::text)
    || guard.netstring(e.acting_organisation_id::text)
    || guard.netstring(e.roles::text)
    || guard.netstring(e.subject_type)
    || guard.netstring(e.subject_id::text)
    || guard.netstring(e.organisation_id::text)
    || guard.netstring(e.before::text)
    || guard.netstring(e.after::text)
    || guard.netstring(e.reason)
    || guard.netstring(e.request_id), 'UTF8'))
$$;
--> statement-breakpoint
ALTER FUNCTION guard.audit_event_digest(audit_event) OWNER TO marketplace_guard;
--> statement-breakpoint
-- Chains the events not yet sealed, oldest first, at most `batch` of them; one sealer at a time. Answers how many
-- were sealed and the head of the chain. hash = sha256(previous hash || sequence as 8 bytes || digest of the event).
CREATE FUNCTION seal_audit_events(batch integer) RETURNS TABLE (sealed integer, head_sequence bigint, head_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  event audit_event;
  digest bytea;
BEGIN
  sealed := 0;
  SELECT s.sequence, s.hash INTO head_sequence, head_hash FROM audit_seal s ORDER BY s.sequence DESC LIMIT 1;
  head_sequence := coalesce(head_sequence, 0);
  head_hash := coalesce(head_hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea);
  IF NOT pg_try_advisory_xact_lock(hashtext('seal_audit_events')) THEN
    RETURN NEXT;
    RETURN;
  END IF;
  -- Read again under the lock: another sealer may have committed since.
  SELECT s.sequence, s.hash INTO head_sequence, head_hash FROM audit_seal s ORDER BY s.sequence DESC LIMIT 1;
  head_sequence := coalesce(head_sequence, 0);
  head_hash := coalesce(head_hash, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea);
  FOR event IN
    SELECT e.* FROM audit_unsealed u JOIN audit_event e ON e.id = u.event_id ORDER BY e.at, e.id LIMIT batch
  LOOP
    digest := guard.audit_event_digest(event);
    head_sequence := head_sequence + 1;
    INSERT INTO audit_seal (sequence, event_id, event_digest, previous_hash, hash)
    VALUES (head_sequence, event.id, digest, head_hash, sha256(head_hash || int8send(head_sequence) || digest))
    RETURNING hash INTO head_hash;
    DELETE FROM audit_unsealed u WHERE u.event_id = event.id;
    sealed := sealed + 1;
  END LOOP;
  RETURN NEXT;
END $$;
--> statement-breakpoint
ALTER FUNCTION seal_audit_events(integer) OWNER TO marketplace_guard;
