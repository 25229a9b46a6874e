-- What search matches: title first, then competencies and summary, then description. English stemming for what is
-- written in English; 'simple' besides, so that every language and script is found by whole words.
CREATE FUNCTION guard.catalogue_document(version course_version) RETURNS tsvector
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT setweight(to_tsvector('english', unaccent(version.title)), 'A')
    || setweight(to_tsvector('simple', unaccent(version.title)), 'A')
    || setweight(to_tsvector('english', coalesce((
      SELECT string_agg(k.name || ' ' || k.area || coalesce(' ' || k.theme, ''), ' ')
      FROM course_version_competency t JOIN competency k ON k.id = t.competency_id
      WHERE t.course_version_id = version.id), '')), 'B')
    || setweight(to_tsvector('english', unaccent(version.summary)), 'C')
    || setweight(to_tsvector('simple', unaccent(version.summary)), 'C')
    || setweight(to_tsvector('english', unaccent(left(version.description, 10000))), 'D')
$$;
--> statement-breakpoint
ALTER FUNCTION guard.catalogue_document(course_version) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.catalogue_of_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'PUBLISHED' AND NEW.state <> 'PUBLISHED' THEN
    DELETE FROM catalogue_entry e WHERE e.course_version_id = NEW.id;
  ELSIF NEW.state = 'PUBLISHED' AND OLD.state <> 'PUBLISHED' THEN
    INSERT INTO catalogue_entry (course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
      duration_seconds, inclusion, captions, transcript, sign_language, document)
    VALUES (NEW.course_id, NEW.id, NEW.provider_id,
      EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.provider_id AND o.state = 'VERIFIED'),
      NEW.published_at, NEW.title, NEW.languages, NEW.level, NEW.duration_seconds, NEW.inclusion, NEW.captions,
      NEW.transcript, NEW.sign_language, guard.catalogue_document(NEW));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.catalogue_of_version() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_catalogue AFTER UPDATE OF state ON course_version FOR EACH ROW EXECUTE FUNCTION guard.catalogue_of_version();
--> statement-breakpoint
-- A suspended provider's courses leave the catalogue in the transaction that suspends him.
CREATE FUNCTION guard.catalogue_of_provider() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'PROVIDER' AND NEW.state IS DISTINCT FROM OLD.state THEN
    UPDATE catalogue_entry e SET listed = (NEW.state = 'VERIFIED') WHERE e.provider_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.catalogue_of_provider() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER d_catalogue AFTER UPDATE OF state ON organisation FOR EACH ROW EXECUTE FUNCTION guard.catalogue_of_provider();
--> statement-breakpoint
-- The published version's time is what the version was last published at, also after a suspension.
-- allowed: constraint: the table is new in this release
ALTER TABLE course_version ADD CONSTRAINT course_version_published_at CHECK (state <> 'PUBLISHED' OR published_at IS NOT NULL);
