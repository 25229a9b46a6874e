-- The vocabulary of searches, and which courses speak of the same: both drawn from what is in the catalogue, after the commit.
GRANT SELECT, INSERT, UPDATE, DELETE ON search_neighbour TO marketplace_guard;
--> statement-breakpoint
GRANT MAINTAIN ON search_neighbour, search_lexeme, search_word TO marketplace_guard;
--> statement-breakpoint
GRANT SELECT ON search_neighbour TO marketplace_app;
--> statement-breakpoint
-- What those nearest to `courses` have of the scores of `best`: of each course the sum of its neighbours' scores, by their shares in it.
CREATE FUNCTION search_near(courses uuid[], best uuid[], scores real[]) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET enable_nestloop = off AS $$
  SELECT u.course_id, sum(u.share * b.score)::real
  FROM (
    SELECT n.course_id, x.neighbour, x.share FROM search_neighbour n CROSS JOIN LATERAL unnest(n.neighbours, n.shares) AS x(neighbour, share)
    WHERE n.course_id = ANY (courses)
  ) u JOIN unnest(best, scores) AS b(course_id, score) ON b.course_id = u.neighbour
  GROUP BY u.course_id
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_near(uuid[], uuid[], real[]) TO marketplace_app;
--> statement-breakpoint
-- The words of courses as they are written, with their stems, and how many of these courses have them.
CREATE FUNCTION search_words_of(given uuid[]) RETURNS TABLE (word text, lexeme text, courses_with integer)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT w.word, s.lexeme, w.courses_with
  FROM (
    SELECT u.lexeme AS word, count(*)::integer AS courses_with
    FROM catalogue_entry e JOIN course_version v ON v.id = e.course_version_id
      CROSS JOIN LATERAL unnest(to_tsvector('search_words', search_text_of(v))) AS u
    WHERE e.listed AND (given IS NULL OR e.course_id = ANY (given))
    GROUP BY u.lexeme
  ) w CROSS JOIN LATERAL unnest(to_tsvector('search_stems', w.word)) AS s
  WHERE w.word ~ '[[:alpha:]]' AND length(w.word) <= 60
$$;
--> statement-breakpoint
-- What the courses speak of: the 20 lexemes that tell most of each, as a part of its vector of length 1 (tf-idf; titles and summaries
-- count double).
CREATE FUNCTION guard.search_vectors(given uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH counted AS (
    SELECT d.course_id, u.lexeme, 2 * cardinality(array_positions(u.weights, 'A')) + 2 * cardinality(array_positions(u.weights, 'B'))
      + 2 * cardinality(array_positions(u.weights, 'C')) + cardinality(array_positions(u.weights, 'D')) AS tf
    FROM search_document d CROSS JOIN LATERAL unnest(d.document) AS u WHERE d.course_id = ANY (given)
  ), weighed AS (
    SELECT c.course_id, c.lexeme, k.courses, 5.0 * c.tf / (4 + c.tf) * search_rarity(k.courses, t.courses) AS weight
    FROM counted c JOIN search_lexeme k ON k.lexeme = c.lexeme JOIN search_lexeme t ON t.lexeme = ''
  ), placed AS (
    SELECT w.*, sqrt(sum(w.weight * w.weight) OVER (PARTITION BY w.course_id)) AS length,
      row_number() OVER (PARTITION BY w.course_id ORDER BY w.weight DESC, w.lexeme) AS place
    FROM weighed w
  )
  INSERT INTO search_neighbour (course_id, lexemes, weights, neighbours, shares)
  SELECT p.course_id, array_agg(p.lexeme ORDER BY p.place), array_agg((p.weight / p.length)::real ORDER BY p.place), '{}', '{}'
  FROM placed p WHERE p.place <= 20 AND p.courses > 1 AND p.length > 0
  GROUP BY p.course_id ORDER BY p.course_id
  ON CONFLICT (course_id) DO UPDATE SET lexemes = excluded.lexemes, weights = excluded.weights, found_at = NULL
  WHERE search_neighbour.lexemes <> excluded.lexemes OR search_neighbour.weights <> excluded.weights
$$;
--> statement-breakpoint
-- Looks for the 30 nearest of each of these courses, by the cosine of their vectors: among the first 3,000 or so that have its most telling
-- lexemes, so that it takes as long however many courses there are.
CREATE FUNCTION guard.search_nearest(given uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off AS $$
  WITH own AS MATERIALIZED (
    SELECT l.course_id, l.lexeme, l.weight FROM (
      SELECT n.course_id, u.lexeme, u.weight, sum(k.courses) OVER (PARTITION BY n.course_id ORDER BY u.place) AS looked_at
      FROM search_neighbour n CROSS JOIN LATERAL unnest(n.lexemes, n.weights) WITH ORDINALITY AS u(lexeme, weight, place)
        JOIN search_lexeme k ON k.lexeme = u.lexeme
      WHERE n.course_id = ANY (given) AND k.courses <= 2000
    ) l WHERE l.looked_at <= 3000
  ), other AS MATERIALIZED (
    SELECT n.course_id, u.lexeme, u.weight
    FROM search_neighbour n CROSS JOIN LATERAL unnest(n.lexemes, n.weights) AS u(lexeme, weight)
    WHERE n.lexemes && (SELECT array_agg(DISTINCT o.lexeme) FROM own o)
  ), alike AS (
    SELECT o.course_id, x.course_id AS neighbour, sum(o.weight * x.weight) AS cosine
    FROM own o JOIN other x ON x.lexeme = o.lexeme AND x.course_id <> o.course_id
    GROUP BY o.course_id, x.course_id HAVING sum(o.weight * x.weight) >= 0.02
  ), placed AS (
    SELECT a.*, row_number() OVER (PARTITION BY a.course_id ORDER BY a.cosine DESC, a.neighbour) AS place FROM alike a
  ), listed AS (
    SELECT p.course_id, array_agg(p.neighbour ORDER BY p.place) AS neighbours, array_agg(p.cosine ORDER BY p.place) AS cosines, sum(p.cosine) AS total
    FROM placed p WHERE p.place <= 30 GROUP BY p.course_id
  )
  UPDATE search_neighbour n SET found_at = now(), neighbours = coalesce(f.neighbours, '{}'),
    shares = coalesce((SELECT array_agg((c.cosine / f.total)::real ORDER BY c.at) FROM unnest(f.cosines) WITH ORDINALITY AS c(cosine, at)), '{}')
  FROM (SELECT i.id, l.* FROM unnest(given) AS i(id) LEFT JOIN listed l ON l.course_id = i.id) f WHERE n.course_id = f.id
$$;
--> statement-breakpoint
-- The vocabulary again, from all that is in the catalogue: how many courses have a lexeme ('' stands for all courses), and the words as
-- they are written. Then what courses speak of, and the neighbours of those that wait longest, 5,000 at most.
CREATE FUNCTION search_vocabulary_rebuild() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  started CONSTANT timestamptz := now();
  batch uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('search_vocabulary'));
  WITH counted AS MATERIALIZED (
    SELECT p.lexeme, count(*)::integer AS courses FROM search_posting p GROUP BY p.lexeme
    UNION ALL SELECT '', count(*) FROM search_document
  ), put AS (
    INSERT INTO search_lexeme AS l (lexeme, courses) SELECT c.lexeme, c.courses FROM counted c
    ON CONFLICT (lexeme) DO UPDATE SET courses = excluded.courses WHERE l.courses <> excluded.courses
  )
  DELETE FROM search_lexeme l WHERE l.lexeme NOT IN (SELECT c.lexeme FROM counted c);
  WITH counted AS MATERIALIZED (SELECT * FROM search_words_of(NULL)), put AS (
    INSERT INTO search_word AS w (word, lexeme, courses) SELECT c.word, c.lexeme, c.courses_with FROM counted c
    ON CONFLICT (word) DO UPDATE SET courses = excluded.courses, lexeme = excluded.lexeme
    WHERE w.courses <> excluded.courses OR w.lexeme <> excluded.lexeme
  )
  DELETE FROM search_word w WHERE w.word NOT IN (SELECT c.word FROM counted c);
  ANALYZE search_lexeme, search_word;
  DELETE FROM search_neighbour n WHERE NOT EXISTS (SELECT 1 FROM search_document d WHERE d.course_id = n.course_id);
  PERFORM guard.search_vectors(ARRAY(SELECT d.course_id FROM search_document d));
  ANALYZE search_neighbour;
  FOR n IN 1..10 LOOP
    batch := ARRAY(SELECT n.course_id FROM search_neighbour n WHERE n.found_at IS NULL OR n.found_at < started
      ORDER BY n.found_at NULLS FIRST, n.course_id LIMIT 500);
    EXIT WHEN cardinality(batch) = 0;
    PERFORM guard.search_nearest(batch);
  END LOOP;
END $$;
--> statement-breakpoint
-- Courses that came into the catalogue: their words, and what they speak of. Neighbours are looked for at once where they are few.
CREATE FUNCTION search_vocabulary_add(given uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('search_vocabulary'));
  INSERT INTO search_lexeme AS l (lexeme, courses)
  SELECT p.lexeme, count(*) FROM search_posting p WHERE p.course_id = ANY (given) GROUP BY p.lexeme
  UNION ALL SELECT '', count(*) FROM search_document d WHERE d.course_id = ANY (given)
  ON CONFLICT (lexeme) DO UPDATE SET courses = l.courses + excluded.courses;
  INSERT INTO search_word AS w (word, lexeme, courses) SELECT n.word, n.lexeme, n.courses_with FROM search_words_of(given) n
  ON CONFLICT (word) DO UPDATE SET courses = w.courses + excluded.courses;
  PERFORM guard.search_vectors(given);
  PERFORM guard.search_nearest(ARRAY(
    SELECT n.course_id FROM search_neighbour n WHERE n.course_id = ANY (given) AND n.found_at IS NULL ORDER BY n.course_id LIMIT 20));
END $$;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION guard.search_vectors(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION guard.search_nearest(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_vocabulary_rebuild() OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION search_vocabulary_add(uuid[]) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_text_of(course_version), search_words_of(uuid[]), search_rarity(bigint, bigint) TO marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_vocabulary_rebuild(), search_vocabulary_add(uuid[]) TO marketplace_app;
--> statement-breakpoint
SELECT search_vocabulary_rebuild();
