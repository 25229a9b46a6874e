-- The published cards and the listings are kept here, in the transaction that changes what they say. A publication writes rows of its own
-- course alone, and waits for nobody but who changes its provider or a competency just then.
--
-- The cards of courses as their sources say.
CREATE FUNCTION guard.course_cards_of(courses uuid[]) RETURNS SETOF course_card
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.course_id, e.course_version_id, e.provider_id, e.listed, e.published_at, v.duration_seconds, v.number, v.price_paise, v.level,
    v.licence, v.inclusion, v.captions, v.transcript, v.sign_language, c.slug, v.title, lower(v.title), v.summary, v.languages,
    e.language_ranges, o.slug, o.name, o.website, k.ids, k.levels, k.codes, k.names, k.kinds, k.areas, k.themes, k.frameworks
  FROM catalogue_entry e JOIN course c ON c.id = e.course_id JOIN course_version v ON v.id = e.course_version_id
    JOIN organisation o ON o.id = e.provider_id
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(m.id ORDER BY m.name, m.id), '{}') AS ids, coalesce(array_agg(t.level ORDER BY m.name, m.id), '{}') AS levels,
        coalesce(array_agg(m.code ORDER BY m.name, m.id), '{}') AS codes, coalesce(array_agg(m.name ORDER BY m.name, m.id), '{}') AS names,
        coalesce(array_agg(m.kind ORDER BY m.name, m.id), '{}') AS kinds, coalesce(array_agg(m.area ORDER BY m.name, m.id), '{}') AS areas,
        coalesce(array_agg(m.theme ORDER BY m.name, m.id), '{}') AS themes,
        coalesce(array_agg(m.framework_id ORDER BY m.name, m.id), '{}') AS frameworks
      FROM course_version_competency t JOIN competency m ON m.id = t.competency_id WHERE t.course_version_id = v.id) k
  WHERE e.course_id = ANY (courses) ORDER BY e.course_id
$$;
--> statement-breakpoint
-- The listings of courses as their sources say: none of a course that is not listed.
CREATE FUNCTION guard.catalogue_listings_of(courses uuid[]) RETURNS SETOF catalogue_listing
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, r.range, e.published_at, e.course_id, k.level
  FROM catalogue_entry e
    CROSS JOIN LATERAL (
      SELECT '00000000-0000-0000-0000-000000000000'::uuid AS id, 0 AS level
      UNION ALL
      SELECT t.competency_id, t.level FROM course_version_competency t WHERE t.course_version_id = e.course_version_id) k
    CROSS JOIN LATERAL unnest(''::text || e.language_ranges) AS r(range)
  WHERE e.listed AND e.course_id = ANY (courses) ORDER BY k.id, r.range, e.published_at, e.course_id
$$;
--> statement-breakpoint
-- Who changes a competency waits for those who write cards of it, and they for him: none of them writes what another is changing.
CREATE FUNCTION guard.competencies_key() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT hashtextextended('competencies of course cards', 0)
$$;
--> statement-breakpoint
-- Writes cards and listings of courses anew. The caller holds their catalogue entries, and their providers at least FOR SHARE.
CREATE FUNCTION guard.course_cards_put(courses uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF cardinality(courses) = 0 THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock_shared(guard.competencies_key());
  DELETE FROM catalogue_listing l WHERE l.course_id = ANY (courses);
  INSERT INTO course_card (id, course_version_id, provider_id, listed, published_at, duration_seconds, number, price_paise, level, licence,
    inclusion, captions, transcript, sign_language, slug, title, summary, languages, language_ranges, provider_slug, provider_name,
    provider_website, competency_ids, competency_levels, competency_codes, competency_names, competency_kinds, competency_areas, competency_themes,
    competency_framework_ids)
  SELECT w.id, w.course_version_id, w.provider_id, w.listed, w.published_at, w.duration_seconds, w.number, w.price_paise, w.level, w.licence,
    w.inclusion, w.captions, w.transcript, w.sign_language, w.slug, w.title, w.summary, w.languages, w.language_ranges, w.provider_slug, w.provider_name,
    w.provider_website, w.competency_ids, w.competency_levels, w.competency_codes, w.competency_names, w.competency_kinds,
    w.competency_areas, w.competency_themes, w.competency_framework_ids
  FROM guard.course_cards_of(courses) w
  ON CONFLICT (id) DO UPDATE SET course_version_id = excluded.course_version_id, provider_id = excluded.provider_id, listed = excluded.listed,
    published_at = excluded.published_at, duration_seconds = excluded.duration_seconds, number = excluded.number,
    price_paise = excluded.price_paise, level = excluded.level, licence = excluded.licence, inclusion = excluded.inclusion,
    captions = excluded.captions, transcript = excluded.transcript, sign_language = excluded.sign_language, slug = excluded.slug,
    title = excluded.title, summary = excluded.summary, languages = excluded.languages, language_ranges = excluded.language_ranges, provider_slug = excluded.provider_slug,
    provider_name = excluded.provider_name, provider_website = excluded.provider_website, competency_ids = excluded.competency_ids,
    competency_levels = excluded.competency_levels, competency_codes = excluded.competency_codes,
    competency_names = excluded.competency_names, competency_kinds = excluded.competency_kinds,
    competency_areas = excluded.competency_areas, competency_themes = excluded.competency_themes,
    competency_framework_ids = excluded.competency_framework_ids;
  INSERT INTO catalogue_listing SELECT w.* FROM guard.catalogue_listings_of(courses) w;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.card_of_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.course_cards_put(ARRAY(SELECT n.course_id FROM added n ORDER BY n.course_id));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A provider that is suspended or reinstated changes nothing of what the cards of his courses say.
CREATE FUNCTION guard.card_of_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  anew uuid[] := ARRAY(SELECT n.course_id FROM after n JOIN before o ON o.course_id = n.course_id
    WHERE (n.course_version_id, n.provider_id, n.published_at, n.language_ranges)
      IS DISTINCT FROM (o.course_version_id, o.provider_id, o.published_at, o.language_ranges) ORDER BY n.course_id);
  gone uuid[] := ARRAY(SELECT n.course_id FROM after n JOIN before o ON o.course_id = n.course_id
    WHERE o.listed AND NOT n.listed AND n.course_id <> ALL (anew));
  back uuid[] := ARRAY(SELECT n.course_id FROM after n JOIN before o ON o.course_id = n.course_id
    WHERE n.listed AND NOT o.listed AND n.course_id <> ALL (anew));
BEGIN
  PERFORM guard.course_cards_put(anew);
  DELETE FROM catalogue_listing l WHERE l.course_id = ANY (gone);
  UPDATE course_card c SET listed = n.listed FROM after n WHERE n.course_id = c.id AND c.id = ANY (gone || back);
  INSERT INTO catalogue_listing SELECT w.* FROM guard.catalogue_listings_of(back) w;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.card_of_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  courses uuid[] := ARRAY(SELECT o.course_id FROM before o ORDER BY o.course_id);
BEGIN
  DELETE FROM catalogue_listing l WHERE l.course_id = ANY (courses);
  DELETE FROM course_card c WHERE c.id = ANY (courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Who publishes holds the provider FOR SHARE: a card is written with the new name, or is there to be changed.
CREATE FUNCTION guard.card_of_provider() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE course_card c SET provider_slug = NEW.slug, provider_name = NEW.name, provider_website = NEW.website WHERE c.provider_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.card_of_course() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE course_card c SET slug = NEW.slug WHERE c.id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.card_of_competency() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed uuid[] := ARRAY(SELECT n.id FROM after n JOIN before o ON o.id = n.id WHERE n IS DISTINCT FROM o);
BEGIN
  IF cardinality(changed) = 0 THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(guard.competencies_key());
  UPDATE course_card c SET competency_ids = w.competency_ids, competency_levels = w.competency_levels, competency_codes = w.competency_codes,
    competency_names = w.competency_names, competency_kinds = w.competency_kinds, competency_areas = w.competency_areas,
    competency_themes = w.competency_themes, competency_framework_ids = w.competency_framework_ids
  FROM guard.course_cards_of(ARRAY(
    SELECT DISTINCT e.course_id FROM course_version_competency t JOIN catalogue_entry e ON e.course_version_id = t.course_version_id
    WHERE t.competency_id = ANY (changed))) w
  WHERE w.id = c.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['course_cards_of(uuid[])', 'catalogue_listings_of(uuid[])', 'course_cards_put(uuid[])', 'card_of_added()',
    'card_of_changed()', 'card_of_removed()', 'card_of_provider()', 'card_of_course()', 'card_of_competency()'] LOOP
    EXECUTE format('ALTER FUNCTION guard.%s OWNER TO marketplace_guard', f);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.competencies_key() TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON course_card, catalogue_listing TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT ON course_card, catalogue_listing TO marketplace_app;
--> statement-breakpoint
ALTER TABLE course_card ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE course_card FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON course_card FOR SELECT USING (
  listed OR provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
-- From here on nobody else changes the catalogue until this is done.
CREATE TRIGGER f_card_added AFTER INSERT ON catalogue_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION guard.card_of_added();
--> statement-breakpoint
CREATE TRIGGER f_card_changed AFTER UPDATE ON catalogue_entry REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION guard.card_of_changed();
--> statement-breakpoint
CREATE TRIGGER f_card_removed AFTER DELETE ON catalogue_entry REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION guard.card_of_removed();
--> statement-breakpoint
CREATE TRIGGER f_card AFTER UPDATE OF slug, name, website ON organisation FOR EACH ROW
  WHEN (NEW.kind = 'PROVIDER' AND (NEW.slug, NEW.name, NEW.website) IS DISTINCT FROM (OLD.slug, OLD.name, OLD.website))
  EXECUTE FUNCTION guard.card_of_provider();
--> statement-breakpoint
CREATE TRIGGER f_card AFTER UPDATE OF slug ON course FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION guard.card_of_course();
--> statement-breakpoint
CREATE TRIGGER f_card AFTER UPDATE ON competency REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION guard.card_of_competency();
--> statement-breakpoint
-- How the card and the listings of a course differ from their sources, for the next `most` courses of the catalogue after one, by id:
-- MISSING or STALE of the card, LISTING of the listings alone; null where they are right.
CREATE FUNCTION course_cards_compare(after uuid, most integer) RETURNS TABLE (course_id uuid, fault text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  courses uuid[] := ARRAY(SELECT e.course_id FROM catalogue_entry e WHERE e.course_id > after ORDER BY e.course_id LIMIT most);
BEGIN
  RETURN QUERY
  WITH wanted AS MATERIALIZED (SELECT * FROM guard.catalogue_listings_of(courses)),
    kept AS MATERIALIZED (SELECT * FROM catalogue_listing l WHERE l.course_id = ANY (courses)),
    differing AS MATERIALIZED (
      SELECT d.course_id FROM ((TABLE wanted EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE wanted)) d)
  SELECT w.id, CASE WHEN c.id IS NULL THEN 'MISSING' WHEN c IS DISTINCT FROM w THEN 'STALE'
    WHEN w.id IN (SELECT d.course_id FROM differing d) THEN 'LISTING' END
  FROM guard.course_cards_of(courses) w LEFT JOIN course_card c ON c.id = w.id ORDER BY w.id;
END $$;
--> statement-breakpoint
-- Courses that have a card or a listing though they are not in the catalogue.
CREATE FUNCTION course_cards_superfluous() RETURNS TABLE (course_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM course_card c WHERE NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = c.id)
  UNION
  SELECT l.course_id FROM catalogue_listing l WHERE NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = l.course_id)
  ORDER BY 1
$$;
--> statement-breakpoint
-- Makes cards and listings of courses what their sources say. Whoever changes one of them just then is waited for, and changes it after.
CREATE FUNCTION course_cards_mend(courses uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM organisation o WHERE o.id IN (SELECT e.provider_id FROM catalogue_entry e WHERE e.course_id = ANY (courses))
  ORDER BY o.id FOR SHARE;
  PERFORM 1 FROM catalogue_entry e WHERE e.course_id = ANY (courses) ORDER BY e.course_id FOR UPDATE;
  DELETE FROM catalogue_listing l WHERE l.course_id = ANY (courses);
  DELETE FROM course_card c WHERE c.id = ANY (courses) AND NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = c.id);
  PERFORM guard.course_cards_put(courses);
END $$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION course_cards_compare(uuid, integer) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION course_cards_superfluous() OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION course_cards_mend(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION course_cards_compare(uuid, integer), course_cards_superfluous(), course_cards_mend(uuid[]) TO marketplace_app;
--> statement-breakpoint
-- Row-level security says what it said of seats and employees, in functions: as sub-queries of policies they were a hundred parts of every
-- plan that reads a seat, made and put away for rows that the department's own condition decides. Asked only where that says no.
CREATE FUNCTION app_offered_employee(employee uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM seat_transfer t WHERE t.employee_id = employee AND t.to_department_id = app_organisation_id())
$$;
--> statement-breakpoint
CREATE FUNCTION app_offered_seat(seat uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM seat_transfer t WHERE t.seat_id = seat AND t.to_department_id = app_organisation_id())
$$;
--> statement-breakpoint
CREATE FUNCTION app_own_employee(employee uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM employee e WHERE e.id = employee AND e.email = app_verified_email())
$$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION app_offered_employee(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION app_offered_seat(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION app_own_employee(uuid) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app_offered_employee(uuid), app_offered_seat(uuid), app_own_employee(uuid) TO marketplace_app;
--> statement-breakpoint
ALTER POLICY offered_reads ON employee USING (app_offered_employee(id));
--> statement-breakpoint
ALTER POLICY offered_reads ON seat USING (app_offered_seat(id));
--> statement-breakpoint
ALTER POLICY own_reads ON seat USING (user_id = (SELECT app_user_id()) OR app_own_employee(employee_id));
--> statement-breakpoint
-- allowed: index: of the stages under review alone, which are few
CREATE INDEX "review_stage_due_idx" ON "review_stage" USING btree ("due_at","id") WHERE state = 'ACTIVE';
--> statement-breakpoint
-- What is in the catalogue already. The indexes are made when it is there: of 200,000 courses in half the time.
SELECT guard.course_cards_put(ARRAY(SELECT e.course_id FROM catalogue_entry e));
--> statement-breakpoint
ALTER TABLE "catalogue_listing" ADD CONSTRAINT "catalogue_listing_pk" PRIMARY KEY("competency_id","language_range","published_at","course_id");
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX "catalogue_listing_course_idx" ON "catalogue_listing" USING btree ("course_id");
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE UNIQUE INDEX "course_card_slug_key" ON "course_card" USING btree ("slug");
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX "course_card_newest_idx" ON "course_card" USING btree ("published_at","id") WHERE listed;
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX "course_card_title_idx" ON "course_card" USING btree ("title_order","id") WHERE listed;
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX "course_card_duration_idx" ON "course_card" USING btree ("duration_seconds","id") WHERE listed;
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX "course_card_provider_idx" ON "course_card" USING btree ("provider_id","published_at","id");
--> statement-breakpoint
ANALYZE course_card, catalogue_listing;
