-- Whoever searches profits from the sets of synonyms; the platform's people alone write them (which of them, the application judges).
ALTER TABLE synonym_set ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE synonym_set FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON synonym_set FOR SELECT USING (true);
--> statement-breakpoint
CREATE POLICY adds ON synonym_set FOR INSERT WITH CHECK ((SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY changes ON synonym_set FOR UPDATE USING ((SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY removes ON synonym_set FOR DELETE USING ((SELECT app_sees_all()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (terms, revision, updated_at), DELETE ON synonym_set TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON synonym_set TO marketplace_guard;
--> statement-breakpoint
-- Each term is one line of 1 to 100 characters; a change counts the revision up by one.
CREATE FUNCTION guard.synonym_set() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(NEW.terms) AS t(term)
    WHERE t.term IS NULL OR length(t.term) NOT BETWEEN 1 AND 100 OR t.term <> btrim(t.term) OR t.term ~ '[\n\r]') THEN
    PERFORM guard.refuse('synonym_set_term', 'a term of a set of synonyms is one line of 1 to 100 characters');
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.revision <> OLD.revision + 1 THEN
    PERFORM guard.refuse('synonym_set_revision', 'a change of a set of synonyms counts its revision up by one');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.synonym_set() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_terms BEFORE INSERT OR UPDATE ON synonym_set FOR EACH ROW EXECUTE FUNCTION guard.synonym_set();
