CREATE TABLE "catalogue_mark" (
	"slot" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue_mark_slot_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mark" uuid NOT NULL,
	"marked_by" "xid8" NOT NULL
);
--> statement-breakpoint
-- A few rows, read with every answer of the catalogue and replaced with every change of it: room to replace them in their page.
ALTER TABLE catalogue_mark SET (fillfactor = 10);
--> statement-breakpoint
-- What is there already is a catalogue of this database's own.
INSERT INTO catalogue_mark (mark, marked_by) VALUES (gen_random_uuid(), pg_current_xact_id());
--> statement-breakpoint
GRANT SELECT ON catalogue_mark TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON catalogue_mark TO marketplace_guard;
--> statement-breakpoint
-- Says that the transaction changes what visitors may read of the catalogue: once, by a new mark in a slot that nobody is writing, or in a
-- slot of its own where all are. It therefore waits for nobody, and nobody for it. A snapshot sees the change and the mark, or neither.
CREATE FUNCTION guard.mark_catalogue() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  free bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM catalogue_mark m WHERE m.marked_by = pg_current_xact_id()) THEN RETURN; END IF;
  SELECT m.slot INTO free FROM catalogue_mark m ORDER BY m.slot LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF free IS NULL THEN
    INSERT INTO catalogue_mark (mark, marked_by) VALUES (gen_random_uuid(), pg_current_xact_id());
  ELSE
    UPDATE catalogue_mark m SET mark = gen_random_uuid(), marked_by = pg_current_xact_id() WHERE m.slot = free;
  END IF;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.mark_catalogue() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.catalogue_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.mark_catalogue();
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.catalogue_changed() OWNER TO marketplace_guard;
--> statement-breakpoint
-- A statement that met no row changed nothing.
CREATE FUNCTION guard.catalogue_rows_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed) THEN PERFORM guard.mark_catalogue(); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.catalogue_rows_changed() OWNER TO marketplace_guard;
--> statement-breakpoint
-- Tables of which visitors may read every row, or that hold nothing but what they may read.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['catalogue_entry', 'catalogue_listing', 'course_card', 'collection', 'collection_course', 'competency', 'competency_framework',
    'competency_level', 'government_body', 'indian_state'] LOOP
    EXECUTE format('CREATE TRIGGER f_marked_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard.catalogue_rows_changed()', t);
    EXECUTE format('CREATE TRIGGER f_marked_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard.catalogue_rows_changed()', t);
    EXECUTE format('CREATE TRIGGER f_marked_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard.catalogue_rows_changed()', t);
    EXECUTE format('CREATE TRIGGER f_marked_emptied AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION guard.catalogue_changed()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Tables of which visitors may read some rows. The parts of a published version (modules, items, competencies) never change.
CREATE TRIGGER f_marked_changed AFTER UPDATE ON course FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION guard.catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER f_marked_changed AFTER UPDATE ON course_version FOR EACH ROW
  WHEN ((OLD.state = 'PUBLISHED' OR NEW.state = 'PUBLISHED') AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION guard.catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER f_marked_added AFTER INSERT ON organisation FOR EACH ROW
  WHEN (NEW.state = 'VERIFIED') EXECUTE FUNCTION guard.catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER f_marked_changed AFTER UPDATE ON organisation FOR EACH ROW
  WHEN ((OLD.state = 'VERIFIED' OR NEW.state = 'VERIFIED') AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION guard.catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER f_marked_removed AFTER DELETE ON organisation FOR EACH ROW
  WHEN (OLD.state = 'VERIFIED') EXECUTE FUNCTION guard.catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER f_marked_changed AFTER UPDATE ON course_price FOR EACH ROW
  WHEN ((OLD.state = 'APPROVED' OR NEW.state = 'APPROVED') AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION guard.catalogue_changed();
