-- The competencies of an entry, and their areas, are those of its version, which is frozen.
CREATE OR REPLACE FUNCTION guard.catalogue_of_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'PUBLISHED' AND NEW.state <> 'PUBLISHED' THEN
    DELETE FROM catalogue_entry e WHERE e.course_version_id = NEW.id;
  ELSIF NEW.state = 'PUBLISHED' AND OLD.state <> 'PUBLISHED' THEN
    INSERT INTO catalogue_entry (course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
      duration_seconds, inclusion, captions, transcript, sign_language, competency_ids, competency_areas)
    SELECT NEW.course_id, NEW.id, NEW.provider_id,
      EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.provider_id AND o.state = 'VERIFIED'),
      NEW.published_at, NEW.title, NEW.languages, NEW.level, NEW.duration_seconds, NEW.inclusion, NEW.captions,
      NEW.transcript, NEW.sign_language, coalesce(array_agg(k.id ORDER BY k.id), '{}'), coalesce(array_agg(DISTINCT k.area), '{}')
    FROM course_version_competency t JOIN competency k ON k.id = t.competency_id WHERE t.course_version_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The courses say what they said: search is not told.
ALTER TABLE catalogue_entry DISABLE TRIGGER USER;
--> statement-breakpoint
UPDATE catalogue_entry e SET competency_ids = f.ids, competency_areas = f.areas
FROM (
  SELECT t.course_version_id AS id, array_agg(k.id ORDER BY k.id) AS ids, array_agg(DISTINCT k.area) AS areas
  FROM course_version_competency t JOIN competency k ON k.id = t.competency_id GROUP BY t.course_version_id
) f WHERE f.id = e.course_version_id;
--> statement-breakpoint
ALTER TABLE catalogue_entry ENABLE TRIGGER USER;
