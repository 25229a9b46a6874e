-- The search engine that is always there: PostgreSQL's own. What a course says is kept as lexemes, and what each lexeme says of the
-- course (BM25F) is reckoned when it is published; a search adds up what its words say.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
--> statement-breakpoint
-- Whoever made the extension decides who may use it; where that is the owner himself, nobody may until he says so.
DO $$
BEGIN
  IF NOT has_function_privilege('marketplace_app', 'levenshtein_less_equal(text, text, integer)', 'EXECUTE') THEN
    GRANT EXECUTE ON FUNCTION levenshtein_less_equal(text, text, integer) TO marketplace_guard, marketplace_app;
  END IF;
END $$;
--> statement-breakpoint
-- Stems by the script of a word: what is left after `search_prepare` in other letters than a to z is stemmed as Hindi where it is
-- written in Devanagari, and left as it is in all other scripts.
CREATE TEXT SEARCH CONFIGURATION search_stems (COPY = pg_catalog.english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION search_stems ALTER MAPPING FOR word, hword, hword_part WITH pg_catalog.hindi_stem;
--> statement-breakpoint
-- The same words as they are written.
CREATE TEXT SEARCH CONFIGURATION search_words (COPY = pg_catalog.simple);
--> statement-breakpoint
-- For the marks in a text as its author wrote it, which is not prepared.
CREATE TEXT SEARCH CONFIGURATION search_marks (COPY = pg_catalog.english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION search_marks ALTER MAPPING FOR word, hword, hword_part WITH unaccent, pg_catalog.hindi_stem;
--> statement-breakpoint
-- A text as search reads it: the same letters for what is the same to a reader (NFKC, no accents, no joiners, no nukta; anusvara for
-- a nasal before a consonant of its own kind), digits of all scripts as 0 to 9, and nothing that the parser would take for a tag, an
-- address or a number with a sign. What is left is words, numbers and blanks.
CREATE FUNCTION search_prepare(raw text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
  t text := normalize(raw, NFKC);
BEGIN
  IF position('+' IN t) > 0 THEN t := regexp_replace(t, '\mc\+\+', 'cplusplus', 'gi'); END IF;
  IF position('#' IN t) > 0 THEN t := regexp_replace(t, '\m([cf])#', '\1sharp', 'gi'); END IF;
  IF position('.' IN t) > 0 THEN
    t := regexp_replace(t, '(?<![[:alnum:]])\.net\M', ' dotnet', 'gi');
    t := regexp_replace(t, '(?<!\d)\.|\.(?!\d)', ' ', 'g');
  END IF;
  t := translate(t, U&'/_\\-+<>&@:~=?*|\2010\2011\2012\2013\2014\2019''\200B\200C\200D\200E\200F\00AD\2060\FEFF\202A\202B\202C\202D\202E\2066\2067\2068\2069\093C',
    repeat(' ', 22));
  IF t ~ '[^\u0001-\u007f]' THEN
    t := unaccent('public.unaccent', t);
    t := regexp_replace(t, '[\u0300-\u036f]', '', 'g');
    t := translate(t, '०१२३४५६७८९০১২৩৪৫৬৭৮৯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯૦૧૨૩૪૫૬૭૮૯੦੧੨੩੪੫੬੭੮੯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯୦୧୨୩୪୫୬୭୮୯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
      repeat('0123456789', 11));
    IF t ~ '[\u0900-\u097f]' THEN
      t := replace(t, 'ँ', 'ं');
      t := regexp_replace(t, 'ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])', 'ं', 'g');
    END IF;
  END IF;
  RETURN lower(t);
END $$;
--> statement-breakpoint
-- The lexemes of a text in their order, without stop words.
CREATE FUNCTION search_lexemes(raw text) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(u.lexeme ORDER BY p.place), '{}')
  FROM unnest(to_tsvector('search_stems', search_prepare(raw))) AS u CROSS JOIN LATERAL unnest(u.positions) AS p(place)
$$;
--> statement-breakpoint
-- The words at the end of an address that names a thing by words: `.../learn/public-policy-analysis` is public policy analysis.
CREATE FUNCTION search_named(url text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce((
    SELECT translate(w.name, '-_', '  ') FROM regexp_substr(regexp_replace(url, '[?#].*$', ''), '[^/]+(?=/?$)') AS w(name)
    WHERE w.name ~ '^[a-z]{2,}([-_][a-z0-9]+)+$'), '')
$$;
--> statement-breakpoint
-- The text of a version that words are taken from.
CREATE FUNCTION search_text_of(version course_version) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT search_prepare(version.title || ' ' || version.summary || ' ' || left(version.description, 10000))
$$;
--> statement-breakpoint
-- What a version says, by weight: A the title, B the competencies and what its links are named, C the summary and the provider's name,
-- D the description.
CREATE FUNCTION search_document_of(version course_version) RETURNS tsvector
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT setweight(to_tsvector('search_stems', search_prepare(version.title)), 'A')
    || setweight(to_tsvector('search_stems', search_prepare(coalesce((
      SELECT string_agg(k.name || ' ' || k.area || coalesce(' ' || k.theme, ''), ' ' ORDER BY k.id)
      FROM course_version_competency t JOIN competency k ON k.id = t.competency_id
      WHERE t.course_version_id = version.id), '') || ' ' || coalesce((
      SELECT string_agg('', ' ') FROM content_item i
      WHERE i.course_version_id = version.id AND i.kind = 'LINK'), ''))), 'B')
    || setweight(to_tsvector('search_stems', search_prepare(version.summary || ' ' ||
      coalesce((SELECT o.name FROM organisation o WHERE o.id = version.provider_id), ''))), 'C')
    || setweight(to_tsvector('search_stems', search_prepare(left(version.description, 10000))), 'D')
$$;
--> statement-breakpoint
-- What each lexeme says of the document, apart from how rare it is: BM25F (Robertson & Zaragoza 2009, The Probabilistic Relevance
-- Framework, 3.6), with the average lengths of the fields as constants, so that a document's figures depend on itself alone.
CREATE FUNCTION search_impacts(document tsvector) RETURNS TABLE (lexeme text, impact real)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  WITH counted AS MATERIALIZED (
    SELECT u.lexeme, cardinality(array_positions(u.weights, 'A')) AS a, cardinality(array_positions(u.weights, 'B')) AS b,
      cardinality(array_positions(u.weights, 'C')) AS c, cardinality(array_positions(u.weights, 'D')) AS d
    FROM unnest(document) AS u
  ), field AS (
    SELECT 8 / (0.15 + .85 * sum(a) / 5)::float8 AS a, 4 / (0.5 + .5 * sum(b) / 8)::float8 AS b, 2 / (0.5 + .5 * sum(c) / 15)::float8 AS c, 1 / (0.5 + .5 * sum(d) / 40)::float8 AS d FROM counted
  ), weighed AS (
    SELECT w.lexeme, w.a * f.a + w.b * f.b + w.c * f.c + w.d * f.d AS tf FROM counted w CROSS JOIN field f
  )
  SELECT w.lexeme, (2.0 * w.tf / (w.tf + 1))::real FROM weighed w
$$;
--> statement-breakpoint
-- Writes what search knows of courses, and that the engine beside the database is to be told: an event for each 500 courses of a
-- transaction, whose consumer takes all that waits.
CREATE FUNCTION guard.search_told(courses uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own text := pg_current_xact_id()::text;
  counted text[] := string_to_array(current_setting('search.told', true), ':');
  before integer := CASE WHEN counted[1] = own THEN counted[2]::integer ELSE 0 END;
  total integer := before + cardinality(courses);
BEGIN
  IF cardinality(courses) = 0 THEN RETURN; END IF;
  INSERT INTO search_change (course_id, revision, changed_at)
  SELECT c.id, uuidv7(), now() FROM unnest(courses) AS c(id) ORDER BY c.id
  ON CONFLICT (course_id) DO UPDATE SET revision = excluded.revision, changed_at = excluded.changed_at;
  PERFORM emit_event('onCatalogueChanged', jsonb_build_object('courseId', courses[1]), 'search')
  FROM generate_series((before + 499) / 500, (total - 1) / 500);
  PERFORM set_config('search.told', own || ':' || total, true);
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.search_told(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.search_put(courses uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM search_posting p WHERE p.course_id = ANY (courses);
  INSERT INTO search_document (course_id, document)
  SELECT e.course_id, search_document_of(v) FROM catalogue_entry e JOIN course_version v ON v.id = e.course_version_id
  WHERE e.course_id = ANY (courses) ORDER BY e.course_id
  ON CONFLICT (course_id) DO UPDATE SET document = excluded.document;
  INSERT INTO search_posting (course_id, lexeme, impact)
  SELECT d.course_id, i.lexeme, i.impact * (SELECT CASE WHEN split_part(coalesce(e.languages[1], 'en'), '-', 1) IN ('en','hi','as','bn','brx','doi','gu','kn','ks','kok','gom','mai','ml','mni','mr','ne','or','pa','sa','sat','sd','ta','te','ur') THEN 1 ELSE 0.5 END FROM catalogue_entry e WHERE e.course_id = d.course_id) FROM search_document d CROSS JOIN LATERAL search_impacts(d.document) AS i
  WHERE d.course_id = ANY (courses);
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.search_put(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.search_of_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  courses uuid[] := ARRAY(SELECT n.course_id FROM added n ORDER BY n.course_id);
BEGIN
  PERFORM guard.search_put(courses);
  PERFORM guard.search_told(courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A provider that is suspended or reinstated changes nothing of what his courses say: hits are looked up in the catalogue.
CREATE FUNCTION guard.search_of_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.search_put(ARRAY(SELECT n.course_id FROM after n JOIN before o ON o.course_id = n.course_id
    WHERE n.course_version_id <> o.course_version_id ORDER BY n.course_id));
  PERFORM guard.search_told(ARRAY(SELECT n.course_id FROM after n ORDER BY n.course_id));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.search_of_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  courses uuid[] := ARRAY(SELECT o.course_id FROM before o ORDER BY o.course_id);
BEGIN
  DELETE FROM search_posting p WHERE p.course_id = ANY (courses);
  DELETE FROM search_document d WHERE d.course_id = ANY (courses);
  DELETE FROM search_neighbour n WHERE n.course_id = ANY (courses);
  PERFORM guard.search_told(courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What a course says has its provider's name in it.
CREATE FUNCTION guard.search_of_provider() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  courses uuid[];
BEGIN
  IF NEW.name IS DISTINCT FROM OLD.name THEN
    courses := ARRAY(SELECT e.course_id FROM catalogue_entry e WHERE e.provider_id = NEW.id ORDER BY e.course_id);
    PERFORM guard.search_put(courses);
    PERFORM guard.search_told(courses);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.search_of_added() OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION guard.search_of_changed() OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION guard.search_of_removed() OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION guard.search_of_provider() OWNER TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON search_document, search_posting, search_change, search_lexeme, search_word TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT ON synonym_set TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT ON search_document, search_posting, search_change, search_lexeme, search_word, synonym_set TO marketplace_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_prepare(text), search_lexemes(text), search_document_of(course_version), search_impacts(tsvector) TO marketplace_app;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard.catalogue_of_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'PUBLISHED' AND NEW.state <> 'PUBLISHED' THEN
    DELETE FROM catalogue_entry e WHERE e.course_version_id = NEW.id;
  ELSIF NEW.state = 'PUBLISHED' AND OLD.state <> 'PUBLISHED' THEN
    INSERT INTO catalogue_entry (course_id, course_version_id, provider_id, listed, published_at, title, languages, level,
      duration_seconds, inclusion, captions, transcript, sign_language)
    VALUES (NEW.course_id, NEW.id, NEW.provider_id,
      EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.provider_id AND o.state = 'VERIFIED'),
      NEW.published_at, NEW.title, NEW.languages, NEW.level, NEW.duration_seconds, NEW.inclusion, NEW.captions,
      NEW.transcript, NEW.sign_language);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP FUNCTION guard.catalogue_document(course_version);
--> statement-breakpoint
CREATE TRIGGER e_search_added AFTER INSERT ON catalogue_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION guard.search_of_added();
--> statement-breakpoint
CREATE TRIGGER e_search_changed AFTER UPDATE ON catalogue_entry REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION guard.search_of_changed();
--> statement-breakpoint
CREATE TRIGGER e_search_removed AFTER DELETE ON catalogue_entry REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION guard.search_of_removed();
--> statement-breakpoint
CREATE TRIGGER e_search AFTER UPDATE OF name ON organisation FOR EACH ROW EXECUTE FUNCTION guard.search_of_provider();
--> statement-breakpoint
-- The words that a word becomes when one letter is left out of it, and itself: two words with one of them in common are a typing error
-- apart, or nearly (Garbe's symmetric deletion).
CREATE FUNCTION search_deletions(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN length(word) BETWEEN 3 AND 40 THEN word || ARRAY(
    SELECT DISTINCT overlay(word PLACING '' FROM n FOR 1) FROM generate_series(1, length(word)) AS n) ELSE '{}' END
$$;
--> statement-breakpoint
-- Whether two words differ by one letter more, less or another, or by two neighbours that changed places.
CREATE FUNCTION search_is_slip(a text, b text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
  at integer := 1;
BEGIN
  IF levenshtein_less_equal(a, b, 1) <= 1 THEN RETURN true; END IF;
  IF length(a) <> length(b) THEN RETURN false; END IF;
  WHILE substr(a, at, 1) = substr(b, at, 1) LOOP at := at + 1; END LOOP;
  RETURN overlay(a PLACING substr(a, at + 1, 1) || substr(a, at, 1) FROM at FOR 2) = b;
END $$;
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX search_word_deletions_idx ON search_word USING gin (search_deletions(word)) WITH (fastupdate = off);
--> statement-breakpoint
-- allowed: index: the table is new in this release
CREATE INDEX search_word_trigrams_idx ON search_word USING gin (word gin_trgm_ops) WITH (fastupdate = off);
--> statement-breakpoint
-- What somebody may have meant who typed `typed`: lexemes, a word of each, and how much courses speak for it. Two slips are looked for
-- in long words alone, where one explains nothing.
CREATE FUNCTION search_meant(typed text) RETURNS TABLE (lexeme text, word text, courses double precision)
LANGUAGE plpgsql STABLE STRICT SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF length(typed) NOT BETWEEN 4 AND 40 OR typed ~ '[0-9]' THEN RETURN; END IF;
  RETURN QUERY
  SELECT w.lexeme, (array_agg(w.word ORDER BY w.courses DESC, w.word))[1],
    sum(w.courses * CASE WHEN left(w.word, 1) = left(typed, 1) THEN 1.0 ELSE 0.5 END)::double precision AS courses
  FROM search_word w
  WHERE search_deletions(w.word) && search_deletions(typed) AND w.word <> typed AND search_is_slip(w.word, typed)
  GROUP BY w.lexeme ORDER BY courses DESC, w.lexeme LIMIT 3;
  IF FOUND OR length(typed) < 8 THEN RETURN; END IF;
  RETURN QUERY
  SELECT w.lexeme, (array_agg(w.word ORDER BY w.courses DESC, w.word))[1],
    sum(w.courses * CASE WHEN left(w.word, 1) = left(typed, 1) THEN 1.0 ELSE 0.5 END)::double precision AS courses
  FROM search_word w
  WHERE w.word % typed AND length(w.word) BETWEEN length(typed) - 2 AND length(typed) + 2 AND levenshtein_less_equal(w.word, typed, 2) <= 2
  GROUP BY w.lexeme ORDER BY courses DESC, w.lexeme LIMIT 3;
END $$;
--> statement-breakpoint
-- Lexemes that begin with `begun`: of the 50 words that begin so and that most courses have, and, where these are few, the first of
-- those that courses have, whatever the vocabulary knows of yet.
CREATE FUNCTION search_begun(begun text) RETURNS TABLE (lexeme text, courses bigint)
LANGUAGE plpgsql STABLE STRICT SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  beyond text := begun || U&'\+10FFFF';
BEGIN
  RETURN QUERY
  SELECT f.lexeme, sum(f.courses) FROM (
    SELECT w.lexeme, w.courses FROM search_word w WHERE w.word >= begun AND w.word < beyond ORDER BY w.courses DESC, w.word LIMIT 50
  ) f GROUP BY f.lexeme;
  RETURN QUERY
  WITH RECURSIVE next AS (
    (SELECT p.lexeme FROM search_posting p WHERE p.lexeme >= begun AND p.lexeme < beyond ORDER BY p.lexeme LIMIT 1)
    UNION ALL
    SELECT (SELECT p.lexeme FROM search_posting p WHERE p.lexeme > n.lexeme AND p.lexeme < beyond ORDER BY p.lexeme LIMIT 1)
    FROM next n WHERE n.lexeme IS NOT NULL
  )
  SELECT n.lexeme, 1::bigint FROM next n WHERE n.lexeme IS NOT NULL LIMIT 20;
END $$;
--> statement-breakpoint
-- How much it says of a course that it has a lexeme: the fewer courses have it, the more.
CREATE FUNCTION search_rarity(courses bigint, total bigint) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ln(1 + (greatest(coalesce(total, 0) - coalesce(courses, 0), 0) + 0.5) / (coalesce(courses, 0) + 0.5))::real
$$;
--> statement-breakpoint
-- Lexemes that must follow each other, as a query; `places` says how far apart they are.
CREATE FUNCTION search_in_sequence(lexemes text[], places integer[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(CASE WHEN n = 1 THEN '' ELSE '<' || places[n] - places[n - 1] || '> ' END
    || '''' || replace(replace(lexemes[n], '\', '\\'), '''', '''''') || '''', ' ' ORDER BY n)
  FROM generate_series(1, cardinality(lexemes)) AS n
$$;
--> statement-breakpoint
-- Lexemes that follow each other with no more than one stop word between two of them.
CREATE FUNCTION search_near_sequence(lexemes text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE
  sequence text := search_in_sequence(lexemes[1:1], '{1}');
  next text;
BEGIN
  FOR n IN 2..least(cardinality(lexemes), 6) LOOP
    next := search_in_sequence(lexemes[n:n], '{1}');
    sequence := '(' || sequence || ' <-> ' || next || ' | ' || sequence || ' <2> ' || next || ')';
  END LOOP;
  RETURN sequence;
END $$;
--> statement-breakpoint
-- Words that say nothing of what a course is about, and (from `course` on) those that nearly every course has: a search leaves them out
-- where it has others too. PostgreSQL's own list of English besides. The same list is given to the engine beside the database.
CREATE FUNCTION search_stop_words() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT '{a,about,after,all,also,am,an,and,any,are,as,at,be,because,been,before,being,between,both,but,by,can,could,did,do,does,doing,during,each,few,for,from,further,had,has,have,having,he,her,here,hers,him,his,how,i,if,in,into,is,it,its,itself,just,me,more,most,my,no,nor,not,of,on,once,only,or,other,our,ours,own,same,she,should,so,some,such,than,that,the,their,theirs,them,then,there,these,they,this,those,through,to,too,until,up,very,was,we,were,what,when,where,which,while,who,whom,why,will,with,would,you,your,yours,अपना,अपनी,अपने,आदि,इन,इस,इसका,इसकी,इसके,इसे,उन,उनका,उनकी,उनके,उस,उसका,उसकी,उसके,उसे,एवं,ऐसे,और,कर,करना,करने,का,कि,किया,किस,किसी,की,कुछ,के,को,कोई,कौन,क्या,गया,गयी,गई,गए,जब,जिस,जैसे,जो,तक,तथा,तो,था,थी,थे,द्वारा,ने,पर,फिर,बाद,भी,में,यदि,यह,या,ये,लिए,लिये,वह,वाला,वाली,वाले,वे,सकता,सकती,सकते,साथ,से,हम,ही,हुआ,हुई,हुए,है,हैं,हो,होता,होती,होते,होना,होने,course,courses,module,modules,कोर्स,पाठ्यक्रम}'::text[]
$$;
--> statement-breakpoint
-- An alternative of a group: a lexeme, or several in their sequence.
CREATE FUNCTION search_alternative(lexemes text[], sequence text, weight real) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN cardinality(lexemes) = 1 THEN jsonb_build_object('lexeme', lexemes[1], 'weight', weight)
    ELSE jsonb_build_object('lexemes', lexemes, 'sequence', sequence, 'weight', weight) END
$$;
--> statement-breakpoint
-- One word of a search: its alternatives as [lexeme, weight], what it was taken for where it is a typing error, and the lexeme that
-- stands for it in a phrase. `begins`: words may begin with it.
CREATE FUNCTION search_word_asked(typed text, begins boolean, total bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  stem text := (SELECT u.lexeme FROM unnest(to_tsvector('search_stems', typed)) AS u LIMIT 1);
  known bigint := (SELECT w.courses FROM search_word w WHERE w.word = typed);
  spoken bigint := (SELECT k.courses FROM search_lexeme k WHERE k.lexeme = stem);
  rarity real;
  split integer;
  alternatives jsonb := '{}';
  corrected text;
  meant record;
  top double precision;
  is_known boolean;
BEGIN
  IF stem IS NULL AND NOT begins THEN RETURN '{"alternatives": null}'; END IF;
  is_known := stem IS NULL OR coalesce(known, 0) >= 2 OR spoken >= 5 OR length(typed) < 4
    OR (known IS NULL AND spoken IS NULL AND EXISTS (SELECT 1 FROM search_posting p WHERE p.lexeme = stem));
  IF begins AND length(typed) >= 2 THEN
    SELECT coalesce(jsonb_object_agg(b.lexeme, search_rarity(k.courses, total) * CASE WHEN is_known THEN 0.2 ELSE 0.6 END), '{}')
    INTO alternatives
    FROM (SELECT DISTINCT b.lexeme FROM search_begun(typed) AS b) b LEFT JOIN search_lexeme k ON k.lexeme = b.lexeme;
    is_known := is_known OR alternatives <> '{}';
  END IF;
  IF is_known THEN
    rarity := search_rarity(spoken, total);
    -- A rare word that is one slip away from a frequent one.
    IF stem IS NOT NULL AND length(typed) >= 4 AND coalesce(known, 0) * 50 <= coalesce(total, 0) THEN
      SELECT * INTO meant FROM search_meant(typed) m WHERE m.lexeme <> stem AND m.courses >= 50 * greatest(coalesce(known, 0), 1) LIMIT 1;
      IF FOUND THEN
        alternatives := alternatives || jsonb_build_object(meant.lexeme, 0.5 * (SELECT search_rarity(k.courses, total) FROM search_lexeme k WHERE k.lexeme = meant.lexeme));
      END IF;
    END IF;
    IF stem IS NOT NULL THEN alternatives := alternatives || jsonb_build_object(stem, rarity); END IF;
  ELSE
    FOR meant IN SELECT m.*, search_rarity(k.courses, total) AS rarity FROM search_meant(typed) m LEFT JOIN search_lexeme k ON k.lexeme = m.lexeme ORDER BY m.courses DESC, m.lexeme LOOP
      IF top IS NULL THEN
        top := meant.courses;
        rarity := 0.9 * meant.rarity;
        stem := meant.lexeme;
        corrected := meant.word;
      END IF;
      EXIT WHEN meant.courses < 0.1 * top;
      alternatives := alternatives || jsonb_build_object(meant.lexeme, 0.9 * meant.rarity * meant.courses / top);
    END LOOP;
    IF top IS NULL THEN
      rarity := search_rarity(spoken, total);
      -- Two words that were written as one.
      SELECT n INTO split FROM generate_series(2, least(length(typed), 40) - 2) AS n
        JOIN search_word a ON a.word = left(typed, n) JOIN search_word b ON b.word = substr(typed, n + 1)
      WHERE least(a.courses, b.courses) >= 3 ORDER BY least(a.courses, b.courses) DESC, n LIMIT 1;
      IF FOUND THEN RETURN jsonb_build_object('split', split); END IF;
    END IF;
    IF known IS NOT NULL OR top IS NULL THEN
      alternatives := jsonb_build_object((SELECT u.lexeme FROM unnest(to_tsvector('search_stems', typed)) AS u LIMIT 1), search_rarity(spoken, total)) || alternatives;
    END IF;
  END IF;
  RETURN jsonb_build_object('stem', stem, 'rarity', rarity, 'corrected', corrected, 'alternatives', (
    SELECT jsonb_agg(jsonb_build_object('lexeme', a.key, 'weight', a.value) ORDER BY a.value DESC, a.key) FROM jsonb_each(alternatives) AS a));
END $$;
--> statement-breakpoint
-- What a search asks for, as lexemes: see src/domain/search/rules/request.ts for what is asked. The answer, for `search_hits`:
-- groups: of each a course is to have an alternative (a lexeme, or lexemes in their sequence; weight: what it says times how rare it
-- is), and where `must` it has to; rarity is the group's own. without: what it may not have. sequence: all words as one phrase, which
-- lifts a course. corrections: what was taken for a typing error.
CREATE FUNCTION search_terms(request jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  most_words CONSTANT integer := 32;
  terms CONSTANT integer := least(jsonb_array_length(request -> 'terms'), most_words);
  total bigint := (SELECT k.courses FROM search_lexeme k WHERE k.lexeme = '');
  term record;
  token record;
  answer jsonb;
  pieces text[];
  groups jsonb[] := '{}';
  -- Of the groups that are plain words: which they are, their lexemes and their places in the query, for phrases and synonyms.
  plain integer[] := '{}';
  stems text[] := '{}';
  places integer[] := '{}';
  gone integer := 0;
  current integer;
  without jsonb := '[]';
  corrections jsonb := '[]';
  has_more boolean;
  found record;
  lexemes text[];
  addition jsonb;
BEGIN
  has_more := EXISTS (
    SELECT 1 FROM jsonb_array_elements(request -> 'terms') AS t CROSS JOIN LATERAL
      unnest(to_tsvector('search_words', search_prepare(t.value ->> 'text'))) AS u
    WHERE NOT (t.value ->> 'without')::boolean AND to_tsvector('search_stems', u.lexeme) <> '' AND u.lexeme <> ALL (search_stop_words()));
  FOR term IN
    SELECT search_prepare(t.value ->> 'text') AS text, (t.value ->> 'phrase')::boolean AS phrase, (t.value ->> 'without')::boolean AS without,
      (t.value ->> 'group')::integer AS "group", t.ordinality = terms AND (request ->> 'prefix')::boolean AS begins,
      count(*) FILTER (WHERE NOT (t.value ->> 'without')::boolean) OVER (PARTITION BY t.value ->> 'group') > 1 AS either
    FROM jsonb_array_elements(request -> 'terms') WITH ORDINALITY AS t WHERE t.ordinality <= terms ORDER BY t.ordinality
  LOOP
    IF term.without OR term.phrase OR term.either THEN
      SELECT array_agg(u.lexeme ORDER BY p.place), array_agg(p.place::integer ORDER BY p.place) INTO lexemes, pieces
      FROM unnest(to_tsvector('search_stems', term.text)) AS u CROSS JOIN LATERAL unnest(u.positions) AS p(place);
      CONTINUE WHEN lexemes IS NULL;
      IF term.without THEN
        without := without || jsonb_build_array(search_in_sequence(lexemes, pieces::integer[]));
        CONTINUE;
      END IF;
      addition := CASE WHEN cardinality(lexemes) = 1 AND NOT term.phrase THEN search_word_asked((
          SELECT u.lexeme FROM unnest(to_tsvector('search_words', term.text)) AS u WHERE to_tsvector('search_stems', u.lexeme) <> '' LIMIT 1),
        term.begins, total) -> 'alternatives' END;
      IF addition IS NULL OR addition = 'null' THEN
        addition := jsonb_build_array(search_alternative(lexemes, search_in_sequence(lexemes, pieces::integer[]), (
          SELECT sum(search_rarity(k.courses, total)) FROM unnest(lexemes) AS l LEFT JOIN search_lexeme k ON k.lexeme = l)));
      END IF;
      IF term.either AND term."group" = current AND cardinality(groups) > 0 THEN
        groups[cardinality(groups)] := jsonb_set(groups[cardinality(groups)], '{alternatives}',
          groups[cardinality(groups)] -> 'alternatives' || addition);
      ELSE
        groups := groups || jsonb_build_object('must', true, 'rarity', 0, 'alternatives', addition);
      END IF;
      current := term."group";
      CONTINUE;
    END IF;
    FOR token IN
      SELECT u.lexeme AS word, p.place, p.place = max(p.place) OVER () AND term.begins AS begins,
        to_tsvector('search_stems', u.lexeme) = '' OR (has_more AND u.lexeme = ANY (search_stop_words())) AS stopped
      FROM unnest(to_tsvector('search_words', term.text)) AS u CROSS JOIN LATERAL unnest(u.positions) AS p(place) ORDER BY p.place
    LOOP
      gone := gone + 1;
      CONTINUE WHEN token.stopped AND NOT (token.begins AND NOT has_more);
      EXIT WHEN cardinality(groups) >= most_words;
      pieces := ARRAY[token.word];
      answer := search_word_asked(token.word, token.begins, total);
      IF answer ? 'split' THEN
        pieces := ARRAY[left(token.word, (answer ->> 'split')::integer), substr(token.word, (answer ->> 'split')::integer + 1)];
        corrections := corrections || jsonb_build_array(jsonb_build_object('from', token.word, 'to', array_to_string(pieces, ' ')));
        answer := search_word_asked(pieces[1], false, total);
      ELSIF answer ->> 'corrected' IS NOT NULL THEN
        corrections := corrections || jsonb_build_array(jsonb_build_object('from', token.word, 'to', answer ->> 'corrected'));
      END IF;
      FOR n IN 1..cardinality(pieces) LOOP
        IF n = 2 THEN
          answer := search_word_asked(pieces[2], token.begins, total);
          gone := gone + 1;
        END IF;
        CONTINUE WHEN answer -> 'alternatives' = 'null';
        stems := stems || (answer ->> 'stem');
        places := places || gone;
        -- The same word twice asks for no more than once.
        IF NOT EXISTS (SELECT 1 FROM unnest(plain) AS g(n) WHERE groups[g.n] ->> 'stem' = answer ->> 'stem') THEN
          groups := groups || jsonb_build_object('must', false, 'stem', answer -> 'stem', 'rarity', answer -> 'rarity', 'alternatives', answer -> 'alternatives');
        END IF;
        plain := plain || (SELECT max(g.n)::integer FROM generate_subscripts(groups, 1) AS g(n) WHERE groups[g.n] ->> 'stem' = answer ->> 'stem');
      END LOOP;
    END LOOP;
  END LOOP;
  -- Words that mean the same: a course that has the other term has what each word of this one asks for.
  FOR found IN
    SELECT f.from_at, f.to_at, o.lexemes FROM (
      SELECT a.n AS from_at, b.n AS to_at, t.synonym_set_id, t.lexemes
      FROM generate_series(1, cardinality(stems)) AS a(n) CROSS JOIN LATERAL generate_series(a.n, least(a.n + 5, cardinality(stems))) AS b(n)
        JOIN synonym_term t ON t.lexemes = stems[a.n:b.n]
    ) f JOIN synonym_term o ON o.synonym_set_id = f.synonym_set_id AND o.lexemes <> f.lexemes
    ORDER BY f.from_at, f.to_at, o.position
  LOOP
    FOREACH current IN ARRAY ARRAY(SELECT DISTINCT g FROM unnest(plain[found.from_at:found.to_at]) AS g) LOOP
      addition := search_alternative(found.lexemes, search_near_sequence(found.lexemes), (groups[current] ->> 'rarity')::real);
      groups[current] := jsonb_set(groups[current], '{alternatives}', groups[current] -> 'alternatives' || addition);
    END LOOP;
  END LOOP;
  RETURN jsonb_build_object('groups', to_jsonb(groups), 'without', without, 'corrections', corrections,
    'rarity', (SELECT sum((g ->> 'rarity')::real) FROM unnest(groups) AS g),
    'sequence', CASE WHEN cardinality(stems) BETWEEN 2 AND 12 THEN search_in_sequence(stems, places) END);
END $$;
--> statement-breakpoint
-- The courses in the catalogue that have as many of the groups as 20 courses have (`fewest`), in no order, with how many they have and how
-- much they say of them. `most`: no more than the best so many are needed, and those that say as much as the last of them. Courses that
-- are not listed are few: leaving them out is quicker than looking each hit up.
CREATE FUNCTION search_matches(terms jsonb, most integer) RETURNS TABLE (course_id uuid, groups integer, score real, fewest integer)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 20;
  single_lexemes text[];
  single_groups integer[];
  single_weights real[];
  all_courses uuid[];
  all_scores real[];
  needed CONSTANT integer[] := ARRAY(
    SELECT g.ordinality FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g WHERE (g.value ->> 'must')::boolean);
  unwanted CONSTANT tsquery[] := ARRAY(SELECT w.value::tsquery FROM jsonb_array_elements_text(terms -> 'without') AS w(value));
  is_plain CONSTANT boolean := NOT jsonb_path_exists(terms, '$.groups[*].alternatives[*].lexemes') AND cardinality(needed) = 0 AND cardinality(unwanted) = 0;
BEGIN
  SELECT array_agg(a.value ->> 'lexeme'), array_agg(g.ordinality), array_agg((a.value ->> 'weight')::real)
  INTO single_lexemes, single_groups, single_weights
  FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g
    CROSS JOIN LATERAL jsonb_array_elements(g.value -> 'alternatives') AS a WHERE a.value ? 'lexeme';
  IF is_plain AND cardinality(single_lexemes) = 1 THEN
    RETURN QUERY
    SELECT p.course_id, 1, single_weights[1] * p.impact, 1 FROM search_posting p
    WHERE p.lexeme = single_lexemes[1] AND p.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
    ORDER BY p.impact DESC FETCH FIRST coalesce(most, 2147483647) ROWS WITH TIES;
  ELSIF is_plain AND cardinality(single_lexemes) = jsonb_array_length(terms -> 'groups') THEN
    IF most IS NOT NULL THEN
      -- Where enough courses have all the words no others are looked at: those of the rarest word, with what the other words say of them.
      SELECT array_agg(a.course_id), array_agg(a.score) INTO all_courses, all_scores FROM (
        SELECT p.course_id, sum(q.weight * p.impact)::real AS score
        FROM unnest(single_lexemes, single_weights) AS q(lexeme, weight)
          CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
        WHERE p.course_id IN (SELECT r.course_id FROM search_posting r
            WHERE r.lexeme = (SELECT u.lexeme FROM unnest(single_lexemes, single_weights) AS u(lexeme, weight) ORDER BY u.weight DESC LIMIT 1))
          AND p.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
        GROUP BY p.course_id HAVING count(*) = cardinality(single_lexemes)
        ORDER BY score DESC FETCH FIRST greatest(most, enough) ROWS WITH TIES
      ) a;
      IF cardinality(all_courses) >= enough THEN
        RETURN QUERY SELECT a.id, cardinality(single_lexemes), a.score, cardinality(single_lexemes) FROM unnest(all_courses, all_scores) AS a(id, score);
        RETURN;
      END IF;
    END IF;
    RETURN QUERY
    WITH counted AS MATERIALIZED (
      SELECT p.course_id, count(*)::integer AS groups, sum(q.weight * p.impact)::real AS score
      FROM unnest(single_lexemes, single_weights) AS q(lexeme, weight)
        CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
      WHERE p.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
      GROUP BY p.course_id
    ), reach AS (
      SELECT coalesce(max(r.groups) FILTER (WHERE r.reached >= enough), min(r.groups)) AS fewest
      FROM (SELECT c.groups, sum(count(*)) OVER (ORDER BY c.groups DESC) AS reached FROM counted c GROUP BY c.groups) r
    )
    SELECT c.course_id, c.groups, c.score, r.fewest FROM counted c CROSS JOIN reach r WHERE c.groups >= r.fewest
    ORDER BY CASE WHEN most IS NOT NULL THEN c.score END DESC FETCH FIRST coalesce(most, 2147483647) ROWS WITH TIES;
  ELSE
    RETURN QUERY
    WITH together AS MATERIALIZED (
      SELECT g.ordinality AS g, ARRAY(SELECT DISTINCT l.value FROM jsonb_array_elements_text(a.value -> 'lexemes') AS l(value)) AS lexemes,
        (a.value ->> 'sequence')::tsquery AS sequence, (a.value ->> 'weight')::real AS weight
      FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g
        CROSS JOIN LATERAL jsonb_array_elements(g.value -> 'alternatives') AS a WHERE a.value ? 'lexemes'
    ), said AS (
      SELECT x.course_id, x.g, max(x.score) AS score FROM (
        SELECT p.course_id, q.g, q.weight * p.impact AS score
        FROM unnest(single_lexemes, single_groups, single_weights) AS q(lexeme, g, weight)
          CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
        UNION ALL
        SELECT p.course_id, t.g, t.weight * p.impact
        FROM together t CROSS JOIN LATERAL (
          SELECT f.course_id, avg(f.impact)::real AS impact
          FROM unnest(t.lexemes) AS l(lexeme)
            CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = l.lexeme OFFSET 0) AS f
          GROUP BY f.course_id HAVING count(*) = cardinality(t.lexemes)) p
          JOIN search_document d ON d.course_id = p.course_id AND d.document @@ t.sequence
      ) x WHERE x.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed) GROUP BY x.course_id, x.g
    ), counted AS MATERIALIZED (
      SELECT s.course_id, count(*)::integer AS groups, sum(s.score)::real AS score
      FROM said s GROUP BY s.course_id HAVING count(*) FILTER (WHERE s.g = ANY (needed)) = cardinality(needed)
    ), left_in AS MATERIALIZED (
      SELECT c.* FROM counted c
      WHERE cardinality(unwanted) = 0
        OR NOT EXISTS (SELECT 1 FROM search_document d WHERE d.course_id = c.course_id AND d.document @@ ANY (unwanted))
    ), reach AS (
      SELECT coalesce(max(r.groups) FILTER (WHERE r.reached >= enough), min(r.groups)) AS fewest
      FROM (SELECT c.groups, sum(count(*)) OVER (ORDER BY c.groups DESC) AS reached FROM left_in c GROUP BY c.groups) r
    )
    SELECT c.course_id, c.groups, c.score, r.fewest FROM left_in c CROSS JOIN reach r WHERE c.groups >= r.fewest
    ORDER BY CASE WHEN most IS NOT NULL THEN c.score END DESC FETCH FIRST coalesce(most, 2147483647) ROWS WITH TIES;
  END IF;
END $$;
--> statement-breakpoint
-- The courses in the catalogue that have what is asked for, and how much they say of it. `most`: the best so many, else all.
-- A course has at least as many of the groups as 20 courses have. The 200 best are lifted where they have the words as one phrase, and
-- by what is said of it in those of the 100 best that are nearest to them. Where fewer than 20 are found, those nearest to what was found
-- follow, but not where a phrase was to be there or a word not.
CREATE FUNCTION search_hits(terms jsonb, most integer) RETURNS TABLE (course_id uuid, score real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 20;
  lifted CONSTANT integer := 200;
  phrase CONSTANT tsquery := (terms ->> 'sequence')::tsquery;
  asked CONSTANT integer := jsonb_array_length(terms -> 'groups');
  matched uuid[];
  matched_groups integer[];
  matched_scores real[];
  fewest integer := 0;
  best uuid[];
  best_scores real[];
  last uuid;
  last_score real;
  wider uuid[] := '{}';
  more uuid[] := '{}';
  more_scores real[] := '{}';
BEGIN
  SELECT array_agg(m.course_id), array_agg(m.groups), array_agg(m.score), min(m.fewest) INTO matched, matched_groups, matched_scores, fewest
  FROM search_matches(terms, CASE WHEN most > lifted THEN most WHEN most IS NOT NULL THEN lifted END) m;
  IF matched IS NULL THEN RETURN; END IF;
  SELECT array_agg(b.id ORDER BY b.place), array_agg(b.score + 0.8 * (b.groups - fewest) * (terms ->> 'rarity')::real / asked + CASE WHEN b.groups = asked AND phrase IS NOT NULL THEN (
      SELECT CASE WHEN NOT d.document @@ phrase THEN 0 WHEN ts_filter(d.document, '{a}') @@ phrase THEN 0.5 ELSE 0.4 END
      FROM search_document d WHERE d.course_id = b.id) * (terms ->> 'rarity')::real ELSE 0 END ORDER BY b.place),
    (array_agg(b.id ORDER BY b.place DESC))[1], min(b.score)
  INTO best, best_scores, last, last_score
  FROM (
    SELECT f.id, f.groups, f.score, row_number() OVER (ORDER BY f.score DESC, f.id DESC) AS place
    FROM unnest(matched, matched_groups, matched_scores) AS f(id, groups, score)
    ORDER BY f.score DESC, f.id DESC LIMIT lifted
  ) b;
  IF cardinality(best) < enough AND terms -> 'without' = '[]' AND NOT jsonb_path_exists(terms, '$.groups[*] ? (@.must == true)') THEN
    wider := ARRAY(
      SELECT DISTINCT x.id FROM search_neighbour n CROSS JOIN LATERAL unnest(n.neighbours[1:15]) AS x(id) JOIN catalogue_entry e ON e.course_id = x.id AND e.listed
      WHERE n.course_id = ANY (best) AND x.id <> ALL (best));
  END IF;
  SELECT coalesce(array_agg(n.course_id), '{}'), coalesce(array_agg(0.8 * n.score), '{}') INTO more, more_scores
  FROM search_near(best || wider, best[1:100], best_scores[1:100]) n;
  RETURN QUERY
  WITH raised AS MATERIALIZED (
    SELECT b.id, b.score + coalesce(n.score, 0) AS score
    FROM unnest(best, best_scores) AS b(id, score) LEFT JOIN unnest(more, more_scores) AS n(id, score) ON n.id = b.id
  )
  SELECT a.id, a.score::real FROM (
    SELECT r.id, r.score FROM raised r
    UNION ALL
    (SELECT n.id, n.score FROM unnest(more, more_scores) AS n(id, score) WHERE n.id = ANY (wider)
    ORDER BY n.score DESC, n.id DESC LIMIT enough - least(enough, cardinality(best)))
    UNION ALL
    SELECT f.id, f.score FROM unnest(matched, matched_groups, matched_scores) AS f(id, groups, score)
    -- All that come after the last of the best; what is raised never falls among them.
    WHERE coalesce(most > lifted, true) AND (f.score, f.id) < (last_score, last)
  ) a ORDER BY 2 DESC, 1 DESC LIMIT most;
END $$;
--> statement-breakpoint
-- The parts of a course's text that have what is asked for: [{"field", "parts": [{"text", "matched"}]}].
CREATE FUNCTION search_highlight(terms jsonb, title text, summary text, description text) RETURNS json
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH asked AS MATERIALIZED (
    SELECT string_agg(quote_literal(x.lexeme), ' | ')::tsquery AS query
    FROM jsonb_path_query(terms, '$.groups[*].alternatives[*].*[*] ? (@.type() == "string")') AS l(value) CROSS JOIN LATERAL (SELECT l.value #>> '{}' AS lexeme) x
  ), marked AS (
    SELECT f.field, f.at, ts_headline('search_marks', translate(f.text, U&'\E000\E001', ''), a.query,
      CASE f.field WHEN 'TITLE' THEN 'HighlightAll=true,' ELSE 'MaxFragments=2,MaxWords=30,MinWords=12,FragmentDelimiter=" … ",' END
        || U&'StartSel=\E000,StopSel=\E001') AS text
    FROM (VALUES ('TITLE', 1, title), ('SUMMARY', 2, summary), ('DESCRIPTION', 3, left(description, 10000))) AS f(field, at, text)
      CROSS JOIN asked a WHERE a.query IS NOT NULL AND f.text <> ''
  )
  SELECT coalesce(json_agg(json_build_object('field', m.field, 'parts', (
    SELECT json_agg(json_build_object('text', p.text, 'matched', p.matched) ORDER BY p.at)
    FROM (
      SELECT s.ordinality * 2 AS at, split_part(s.value, U&'\E001', 1) AS text, s.ordinality > 1 AS matched
      FROM string_to_table(m.text, U&'\E000') WITH ORDINALITY AS s(value)
      UNION ALL
      SELECT s.ordinality * 2 + 1, split_part(s.value, U&'\E001', 2), false
      FROM string_to_table(m.text, U&'\E000') WITH ORDINALITY AS s(value) WHERE s.ordinality > 1
    ) p WHERE p.text <> '')) ORDER BY m.at), '[]')
  FROM marked m WHERE position(U&'\E000' IN m.text) > 0
$$;
--> statement-breakpoint
-- What somebody who typed `typed` may mean: the text with its last word completed (course_id null; `courses` have that word), and
-- titles of courses that begin with it or have it.
CREATE FUNCTION search_suggest(typed text, most integer) RETURNS TABLE (suggestion text, course_id uuid, courses integer)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH last AS MATERIALIZED (
    SELECT substring(search_prepare(typed) FROM '[[:alnum:]\u0900-\u0dff]+$') AS word
  ), completed AS (
    SELECT regexp_replace(typed, '\S+$', '') || w.word AS suggestion, NULL::uuid AS course_id, w.courses, 1 AS kind
    FROM last l JOIN search_word w ON w.word >= l.word AND w.word < l.word || U&'\+10FFFF'
    ORDER BY w.courses DESC, w.word LIMIT most
  ), titled AS (
    SELECT e.title, e.course_id, 1 AS courses, 2 AS kind FROM search_hits(search_terms(jsonb_build_object('prefix', true, 'terms',
      jsonb_build_array(jsonb_build_object('text', typed, 'phrase', false, 'without', false, 'group', 1)))), most) h
      JOIN catalogue_entry e ON e.course_id = h.course_id ORDER BY h.score DESC, e.course_id DESC
  )
  SELECT s.suggestion, s.course_id, s.courses FROM (SELECT * FROM completed UNION ALL SELECT * FROM titled) s ORDER BY s.kind, s.courses DESC LIMIT most
$$;
--> statement-breakpoint
-- Courses like this one: what they teach, and the words that tell most of it.
CREATE FUNCTION search_similar(course uuid, most integer) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH telling AS MATERIALIZED (
    SELECT p.lexeme, p.impact * ln(1 + t.courses / (k.courses + 0.5)) AS weight
    FROM search_posting p JOIN search_lexeme k ON k.lexeme = p.lexeme JOIN search_lexeme t ON t.lexeme = ''
    WHERE p.course_id = course AND k.courses BETWEEN 2 AND 1000 ORDER BY weight DESC LIMIT 20
  ), said AS (
    SELECT p.course_id, sum(t.weight * p.impact) AS score FROM telling t JOIN search_posting p ON p.lexeme = t.lexeme
    WHERE p.course_id <> course GROUP BY p.course_id
  )
  SELECT s.course_id, s.score::real FROM said s JOIN catalogue_entry e ON e.course_id = s.course_id AND e.listed
  ORDER BY s.score DESC, s.course_id DESC LIMIT most
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_deletions(text), search_is_slip(text, text), search_meant(text), search_begun(text),
  search_rarity(bigint, bigint), search_in_sequence(text[], integer[]), search_near_sequence(text[]), search_alternative(text[], text, real),
  search_stop_words(), search_matches(jsonb, integer), search_word_asked(text, boolean, bigint), search_terms(jsonb), search_hits(jsonb, integer),
  search_highlight(jsonb, text, text, text), search_suggest(text, integer), search_similar(uuid, integer) TO marketplace_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION emit_event(text, jsonb, text), search_prepare(text), search_lexemes(text),
  search_document_of(course_version), search_named(text), search_impacts(tsvector), search_deletions(text), search_stop_words(), guard.search_told(uuid[]), guard.search_put(uuid[]) TO marketplace_guard;
--> statement-breakpoint
-- What is in the catalogue already.
SELECT guard.search_put(ARRAY(SELECT e.course_id FROM catalogue_entry e));
