-- What a search engine beside the database is told, and what it was given.
ALTER TABLE search_change ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE search_change FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The jobs' own list.
CREATE POLICY own ON search_change USING ((SELECT app_scope()) = 'system');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (revision, changed_at), DELETE ON search_change TO marketplace_app;
--> statement-breakpoint
ALTER TABLE search_index ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE search_index FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON search_index FOR SELECT USING (true);
--> statement-breakpoint
CREATE POLICY changes ON search_index FOR UPDATE USING ((SELECT app_scope()) = 'system');
--> statement-breakpoint
INSERT INTO search_index (engine, generation, settings, courses, built_at) VALUES ('MEILISEARCH', 0, NULL, 0, NULL);
--> statement-breakpoint
GRANT SELECT, UPDATE (generation, settings, courses, built_at) ON search_index TO marketplace_app;
--> statement-breakpoint
GRANT SELECT ON search_index TO marketplace_guard;
--> statement-breakpoint
-- An index that was put in place is never taken back: cursors count on another number for another index.
CREATE FUNCTION guard.search_index() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.generation NOT IN (OLD.generation, OLD.generation + 1) THEN
    PERFORM guard.refuse('search_index_generation', 'generations of an index are counted one by one');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.search_index() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON search_index FOR EACH ROW EXECUTE FUNCTION guard.search_index();
--> statement-breakpoint
-- How the index beside the database stands, for every search: one look-up by key and one at the end of an index. A function, since what
-- waits to be told is nobody's to read; that something waits, and since when, anybody may know.
CREATE FUNCTION search_index_state() RETURNS TABLE (generation integer, courses integer, settings text, waiting_since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.generation, i.courses, i.settings, (SELECT min(c.changed_at) FROM search_change c)
  FROM search_index i WHERE i.engine = 'MEILISEARCH'
$$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_index_state() OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_index_state() TO marketplace_app;
--> statement-breakpoint
-- Makes what PostgreSQL's own search keeps of courses what their versions say. Whoever changes one of them just then is waited for, and
-- changes it after.
CREATE FUNCTION search_mend(courses uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM catalogue_entry e WHERE e.course_id = ANY (courses) ORDER BY e.course_id FOR UPDATE;
  DELETE FROM search_posting p WHERE p.course_id = ANY (courses);
  DELETE FROM search_document d WHERE d.course_id = ANY (courses);
  PERFORM guard.search_put(courses);
END $$;
--> statement-breakpoint
-- How what is kept of a course differs from what its version says: MISSING or STALE for the next `most` courses of the catalogue after one,
-- by id; null where it is right.
CREATE FUNCTION search_compare(after uuid, most integer) RETURNS TABLE (course_id uuid, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.course_id, CASE
    WHEN d.course_id IS NULL THEN 'MISSING'
    WHEN d.document <> wanted.document
      OR (SELECT array_agg(p.lexeme || ' ' || p.impact ORDER BY p.lexeme) FROM search_posting p WHERE p.course_id = e.course_id)
        IS DISTINCT FROM (SELECT array_agg(i.lexeme || ' ' || i.impact ORDER BY i.lexeme COLLATE "C") FROM search_impacts(wanted.document) i)
      THEN 'STALE' END
  FROM (SELECT n.* FROM catalogue_entry n WHERE n.course_id > after ORDER BY n.course_id LIMIT most) e
    JOIN course_version v ON v.id = e.course_version_id
    -- OFFSET 0: reckoned once, not wherever it is named.
    CROSS JOIN LATERAL (SELECT search_document_of(v) AS document OFFSET 0) wanted
    LEFT JOIN search_document d ON d.course_id = e.course_id
  ORDER BY e.course_id
$$;
--> statement-breakpoint
-- Courses of which something is kept though they are not in the catalogue.
CREATE FUNCTION search_superfluous() RETURNS TABLE (course_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.course_id FROM (SELECT d.course_id FROM search_document d UNION SELECT p.course_id FROM search_posting p) k
  WHERE NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = k.course_id)
  ORDER BY k.course_id
$$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_mend(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_compare(uuid, integer) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_superfluous() OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_mend(uuid[]), search_compare(uuid, integer), search_superfluous() TO marketplace_app;
--> statement-breakpoint
-- The words of courses that changed, and how many courses there are.
CREATE FUNCTION search_words_told(courses uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM search_vocabulary_add(courses);
  INSERT INTO search_lexeme (lexeme, courses) SELECT '', count(*) FROM search_document
  ON CONFLICT (lexeme) DO UPDATE SET courses = excluded.courses;
END $$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_words_told(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_words_told(uuid[]) TO marketplace_app;
