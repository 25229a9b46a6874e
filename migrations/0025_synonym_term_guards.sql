ALTER TABLE synonym_term ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE synonym_term FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON synonym_term FOR SELECT USING (true);
--> statement-breakpoint
GRANT SELECT ON synonym_term TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON synonym_term TO marketplace_guard;
--> statement-breakpoint
-- The terms of a set as a search reads them, in the order of their lexemes, so that two sets at once wait for each other and never in a ring.
-- The key keeps a term from standing in two sets, or twice in one, whoever writes.
CREATE FUNCTION guard.synonym_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM synonym_term t WHERE t.synonym_set_id = NEW.id;
  INSERT INTO synonym_term (lexemes, synonym_set_id, position)
  SELECT search_lexemes(t.term) AS lexemes, NEW.id, t.place - 1 FROM unnest(NEW.terms) WITH ORDINALITY AS t(term, place) ORDER BY lexemes;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.synonym_terms() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_terms AFTER INSERT OR UPDATE OF terms ON synonym_set FOR EACH ROW EXECUTE FUNCTION guard.synonym_terms();
