-- The lexemes of a text in their order, without stop words where it has other words too.
CREATE OR REPLACE FUNCTION search_lexemes(raw text) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  WITH said AS (
    SELECT s.lexeme, p.place, u.lexeme <> ALL (search_stop_words()) AS tells
    FROM unnest(to_tsvector('search_words', search_prepare(raw))) AS u CROSS JOIN LATERAL unnest(u.positions) AS p(place)
      CROSS JOIN LATERAL unnest(to_tsvector('search_stems', u.lexeme)) AS s
  )
  SELECT coalesce(array_agg(d.lexeme ORDER BY d.place) FILTER (WHERE d.tells), array_agg(d.lexeme ORDER BY d.place), '{}') FROM said d
$$;
--> statement-breakpoint
-- What somebody who typed `typed` may mean. Words (course_id null): the text with its last word completed, first by words in the titles
-- of courses that say most of the words before it, then by those that most courses have; a word that no course in the catalogue has is not
-- among them. Courses: titles that begin so, then titles that have it all. At most half are words, where courses fit. Where no title fits
-- the text may have typing errors: what a search finds. Reads a few hundred postings, however many courses there are.
CREATE OR REPLACE FUNCTION search_suggest(typed text, most integer) RETURNS TABLE (suggestion text, course_id uuid, courses integer)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  prepared CONSTANT text := search_prepare(typed);
  words CONSTANT text[] := ARRAY(SELECT u.lexeme FROM unnest(to_tsvector('search_words', prepared)) AS u CROSS JOIN LATERAL unnest(u.positions) AS p(place)
    ORDER BY p.place LIMIT 32);
  -- A sign or a blank after the last word: it is whole.
  open CONSTANT boolean := right(prepared, length(words[cardinality(words)])) = words[cardinality(words)];
  last CONSTANT text := CASE WHEN open THEN words[cardinality(words)] END;
  said CONSTANT text[] := CASE WHEN open AND cardinality(words) = 1 THEN '{}'
    ELSE search_lexemes(array_to_string(words[:cardinality(words) - open::integer], ' ')) END;
  asked tsquery := (SELECT string_agg(quote_literal(s.lexeme), ' & ') FROM unnest(said) AS s(lexeme))::tsquery;
  about uuid[] := '{}';
  completed text[] := '{}';
  stems text[] := '{}';
  counts integer[] := '{}';
  titles uuid[];
  before CONSTANT text := left(typed, length(typed) - CASE WHEN open THEN coalesce(length(substring(typed FROM '[^\s[:punct:]]+$')), 0) ELSE 0 END);
BEGIN
  IF cardinality(words) = 0 THEN RETURN; END IF;
  IF asked IS NOT NULL THEN
    about := ARRAY(
      SELECT p.course_id FROM (
        SELECT p.course_id, p.impact FROM search_posting p
        WHERE p.lexeme = (SELECT s.lexeme FROM unnest(said) AS s(lexeme) LEFT JOIN search_lexeme k ON k.lexeme = s.lexeme ORDER BY k.courses NULLS FIRST LIMIT 1)
        ORDER BY p.impact DESC, p.course_id LIMIT 200
      ) p JOIN search_document d ON d.course_id = p.course_id AND d.document @@ asked
        JOIN catalogue_entry e ON e.course_id = p.course_id AND e.listed
      ORDER BY p.impact DESC, p.course_id LIMIT 60);
  END IF;
  IF open THEN
    SELECT array_agg(w.word ORDER BY w.beside DESC, w.courses DESC, w.word), array_agg(w.lexeme ORDER BY w.beside DESC, w.courses DESC, w.word),
      array_agg(w.courses ORDER BY w.beside DESC, w.courses DESC, w.word)
    INTO completed, stems, counts
    FROM (
      SELECT w.word, w.lexeme, max(w.courses) AS courses, sum(w.beside) AS beside FROM (
        (SELECT w.word, w.lexeme, w.courses, 0 AS beside FROM search_word w
          WHERE w.word > last AND w.word < last || U&'\+10FFFF' ORDER BY w.courses DESC, w.word LIMIT 2 * most)
        UNION ALL
        SELECT u.lexeme, s.lexeme, 1, 1 FROM catalogue_entry e
          CROSS JOIN LATERAL unnest(to_tsvector('search_words', search_prepare(e.title))) AS u
          CROSS JOIN LATERAL unnest(to_tsvector('search_stems', u.lexeme)) AS s
        WHERE e.course_id = ANY (about) AND u.lexeme > last AND starts_with(u.lexeme, last) AND u.lexeme <> ALL (words)
      ) w GROUP BY w.word, w.lexeme
    ) w
    WHERE w.beside > 0 OR EXISTS (
      SELECT 1 FROM search_posting p JOIN catalogue_entry e ON e.course_id = p.course_id AND e.listed WHERE p.lexeme = w.lexeme);
  END IF;
  -- Titles: the words before, and the last as it is or completed.
  asked := (SELECT string_agg(q.query, ' & ') FROM (
    SELECT quote_literal(s.lexeme) || ':a' FROM unnest(said) AS s(lexeme)
    UNION ALL
    SELECT '(' || string_agg(quote_literal(s.lexeme) || ':a', ' | ') || ')' FROM unnest(stems[:10] || search_lexemes(last)) AS s(lexeme)
  ) q(query))::tsquery;
  titles := ARRAY(
    SELECT f.course_id FROM (
      SELECT DISTINCT ON (c.course_id) c.course_id, c.impact, e.title FROM (
        SELECT a.id AS course_id, 9::real AS impact FROM unnest(about) AS a(id)
        UNION ALL
        SELECT p.course_id, p.impact FROM unnest(stems[:6] || search_lexemes(last)) AS s(lexeme) CROSS JOIN LATERAL (
          SELECT p.course_id, p.impact FROM search_posting p WHERE p.lexeme = s.lexeme ORDER BY p.impact DESC, p.course_id LIMIT 40) p
      ) c JOIN search_document d ON d.course_id = c.course_id AND d.document @@ asked
        JOIN catalogue_entry e ON e.course_id = c.course_id AND e.listed
      ORDER BY c.course_id, c.impact DESC
    ) f ORDER BY starts_with(search_prepare(f.title), ltrim(prepared)) DESC, f.impact DESC, f.course_id DESC LIMIT most);
  IF cardinality(titles) = 0 AND (cardinality(said) > 0 OR completed IS NULL) THEN
    titles := ARRAY(
      SELECT h.course_id FROM search_hits(search_terms(jsonb_build_object('prefix', open, 'terms',
        jsonb_build_array(jsonb_build_object('text', typed, 'phrase', false, 'without', false, 'group', 1)))), most) h ORDER BY h.score DESC, h.course_id DESC);
  END IF;
  RETURN QUERY
  SELECT f.suggestion, f.course_id, f.courses FROM (
    SELECT before || w.word AS suggestion, NULL::uuid AS course_id, w.courses, 1 AS kind, w.place
    FROM unnest(completed, counts) WITH ORDINALITY AS w(word, courses, place) WHERE w.place <= greatest(most - cardinality(titles), (most + 1) / 2)
    UNION ALL
    SELECT e.title, e.course_id, 1, 2, t.place FROM unnest(titles) WITH ORDINALITY AS t(id, place) JOIN catalogue_entry e ON e.course_id = t.id AND e.listed
  ) f ORDER BY f.kind, f.place LIMIT most;
END $$;
--> statement-breakpoint
-- Courses in the catalogue like one of it, the most alike first: how much of what it teaches they teach too, which counts double, and
-- how much of what tells most of it they say: its 12 most telling lexemes, without those that only its provider's name has, against
-- what it says itself. Looked at are, of each competency, 100 versions that teach it furthest, and of each lexeme the 200 courses that
-- say it most: so many, however many courses there are.
CREATE OR REPLACE FUNCTION search_similar(course uuid, most integer) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH own AS MATERIALIZED (
    SELECT e.course_id, e.course_version_id, d.document, search_lexemes(o.name) AS provider
    FROM catalogue_entry e JOIN search_document d ON d.course_id = e.course_id JOIN organisation o ON o.id = e.provider_id
    WHERE e.course_id = course AND e.listed
  ), telling AS MATERIALIZED (
    SELECT p.lexeme, p.impact, search_rarity(k.courses, t.courses) AS weight
    FROM own w JOIN search_posting p ON p.course_id = w.course_id JOIN search_lexeme k ON k.lexeme = p.lexeme
      JOIN search_lexeme t ON t.lexeme = ''
    WHERE k.courses > 1 AND (p.lexeme <> ALL (w.provider) OR w.document @@ (quote_literal(p.lexeme) || ':ab')::tsquery)
    ORDER BY p.impact * search_rarity(k.courses, t.courses) DESC, p.lexeme LIMIT 12
  ), said AS (
    SELECT p.course_id, sum(t.weight * least(p.impact, t.impact)) / nullif((SELECT sum(w.weight * w.impact) FROM telling w), 0) AS share
    FROM telling t CROSS JOIN LATERAL (
      SELECT p.course_id, p.impact FROM search_posting p WHERE p.lexeme = t.lexeme ORDER BY p.impact DESC, p.course_id LIMIT 200) p
    GROUP BY p.course_id
  ), spoken AS MATERIALIZED (
    SELECT s.course_id, s.share FROM said s WHERE s.share >= 0.15 ORDER BY s.share DESC, s.course_id LIMIT 200
  ), taught AS MATERIALIZED (
    SELECT k.competency_id, count(*) OVER () AS of FROM own w JOIN course_version_competency k ON k.course_version_id = w.course_version_id
  ), candidate AS MATERIALIZED (
    SELECT s.course_id FROM spoken s
    UNION
    SELECT e.course_id FROM taught t CROSS JOIN LATERAL (
      SELECT k.course_version_id FROM course_version_competency k WHERE k.competency_id = t.competency_id
      ORDER BY k.level DESC, k.course_version_id DESC LIMIT 100
    ) k JOIN catalogue_entry e ON e.course_version_id = k.course_version_id
  )
  SELECT c.course_id, (2 * coalesce(x.share, 0) + coalesce(s.share, 0))::real AS score
  FROM candidate c JOIN catalogue_entry e ON e.course_id = c.course_id AND e.listed LEFT JOIN spoken s ON s.course_id = c.course_id
    CROSS JOIN LATERAL (SELECT count(*)::real / max(t.of) AS share FROM taught t JOIN course_version_competency k
      ON k.competency_id = t.competency_id AND k.course_version_id = e.course_version_id) x
  WHERE c.course_id <> course
  ORDER BY score DESC, c.course_id DESC LIMIT most
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_lexemes(text), search_stop_words() TO marketplace_app, marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_suggest(text, integer), search_similar(uuid, integer) TO marketplace_app;
