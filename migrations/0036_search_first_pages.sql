-- The first pages of a search, quicker: what they do not show is not gathered, and what was planned each time is planned once.
--
-- How rare a lexeme is: the same expression as before, in the form that PostgreSQL binds when the function is made, and puts into the statement that calls it.
CREATE OR REPLACE FUNCTION search_rarity(courses bigint, total bigint) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ln(1 + (greatest(coalesce(total, 0) - coalesce(courses, 0), 0) + 0.5) / (coalesce(courses, 0) + 0.5))::real;
--> statement-breakpoint
-- One word of a search: its alternatives as [lexeme, weight], what it was taken for where it is a typing error, and the lexeme that
-- stands for it in a phrase. `begins`: words may begin with it.
CREATE OR REPLACE FUNCTION search_word_asked(typed text, begins boolean, total bigint) RETURNS jsonb
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
    FROM (SELECT DISTINCT b.lexeme FROM search_begun(typed) AS b) b
      LEFT JOIN LATERAL (SELECT l.courses FROM search_lexeme l WHERE l.lexeme = b.lexeme OFFSET 0) k ON true;
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
-- What those nearest to `courses` have of the scores of `best`: of each course the sum of its neighbours' scores, by their shares in it.
CREATE OR REPLACE FUNCTION search_near(courses uuid[], best uuid[], scores real[]) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET enable_nestloop = off AS $$
  SELECT u.course_id, sum(u.share * b.score)::real
  FROM (
    SELECT n.course_id, unnest(n.neighbours) AS neighbour, unnest(n.shares) AS share FROM search_neighbour n WHERE n.course_id = ANY (courses)
  ) u JOIN unnest(best, scores) AS b(course_id, score) ON b.course_id = u.neighbour
  GROUP BY u.course_id
$$;
--> statement-breakpoint
-- The courses that have one of the alternatives of a group, and how much they say of the most telling: lexemes, and what is known already
-- of courses that have several in their sequence.
CREATE FUNCTION search_said(lexemes text[], weights real[], courses uuid[], scores real[]) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.course_id, weights[1] * p.impact FROM search_posting p
  WHERE cardinality(lexemes) = 1 AND cardinality(courses) = 0 AND p.lexeme = lexemes[1]
  UNION ALL
  SELECT s.course_id, max(s.score) FROM (
    SELECT p.course_id, q.weight * p.impact AS score
    FROM unnest(lexemes, weights) AS q(lexeme, weight)
      CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
    UNION ALL
    SELECT k.course_id, k.score FROM unnest(courses, scores) AS k(course_id, score)
  ) s WHERE cardinality(lexemes) <> 1 OR cardinality(courses) > 0 GROUP BY s.course_id;
END;
--> statement-breakpoint
-- The courses in the catalogue that have as many of the groups as 20 courses have (`fewest`), in no order, with how many they have and how
-- much they say of them. `most`: no more than the best so many are needed, and those that say as much as the last of them. Courses that
-- are not listed are few: leaving them out is quicker than looking each hit up. Scores are added as double precision, so that it makes no
-- difference in which order. Without merge joins: the planner takes the lists for short, and would sort them by course to join them.
CREATE OR REPLACE FUNCTION search_matches(terms jsonb, most integer) RETURNS TABLE (course_id uuid, groups integer, score real, fewest integer)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 20;
  asked CONSTANT integer := jsonb_array_length(terms -> 'groups');
  single_lexemes text[];
  single_groups integer[];
  single_weights real[];
  -- The courses that have alternatives of several lexemes.
  known_courses uuid[] := '{}';
  known_groups integer[] := '{}';
  known_scores real[] := '{}';
  rarest_first integer[];
  lexemes text[];
  weights real[];
  courses uuid[];
  scores real[];
  all_courses uuid[];
  all_scores double precision[];
  needed CONSTANT integer[] := ARRAY(
    SELECT g.ordinality FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g WHERE (g.value ->> 'must')::boolean);
  unwanted CONSTANT tsquery[] := ARRAY(SELECT w.value::tsquery FROM jsonb_array_elements_text(terms -> 'without') AS w(value));
  has_sequences CONSTANT boolean := jsonb_path_exists(terms, '$.groups[*].alternatives[*].lexemes');
BEGIN
  SELECT array_agg(a.value ->> 'lexeme'), array_agg(g.ordinality), array_agg((a.value ->> 'weight')::real)
  INTO single_lexemes, single_groups, single_weights
  FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g
    CROSS JOIN LATERAL jsonb_array_elements(g.value -> 'alternatives') AS a WHERE a.value ? 'lexeme';
  IF has_sequences THEN
    WITH asked_for AS MATERIALIZED (
      SELECT g.ordinality AS g, ARRAY(SELECT DISTINCT l.value FROM jsonb_array_elements_text(a.value -> 'lexemes') AS l(value)) AS lexemes,
        a.value ->> 'sequence' AS sequence, (a.value ->> 'weight')::real AS weight
      FROM jsonb_array_elements(terms -> 'groups') WITH ORDINALITY AS g CROSS JOIN LATERAL jsonb_array_elements(g.value -> 'alternatives') AS a
      WHERE a.value ? 'lexemes'
    ), found AS MATERIALIZED (
      -- A synonym of two words is an alternative of both groups, and looked for once.
      SELECT t.sequence, p.course_id, p.impact
      FROM (SELECT DISTINCT f.lexemes, f.sequence FROM asked_for f) t CROSS JOIN LATERAL (
        SELECT i.course_id, avg(i.impact)::real AS impact
        FROM unnest(t.lexemes) AS l(lexeme)
          CROSS JOIN LATERAL (SELECT x.course_id, x.impact FROM search_posting x WHERE x.lexeme = l.lexeme OFFSET 0) AS i
        WHERE i.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
        GROUP BY i.course_id HAVING count(*) = cardinality(t.lexemes)) p
        JOIN search_document d ON d.course_id = p.course_id AND d.document @@ t.sequence::tsquery
    )
    SELECT coalesce(array_agg(f.course_id), '{}'), coalesce(array_agg(q.g), '{}'), coalesce(array_agg(q.weight * f.impact), '{}')
    INTO known_courses, known_groups, known_scores FROM asked_for q JOIN found f ON f.sequence = q.sequence;
  END IF;
  IF asked = 1 AND NOT has_sequences AND cardinality(unwanted) = 0 AND cardinality(single_lexemes) = 1 THEN
    -- The list of one word is the answer, the best first, with nothing to put together: all hits too take a third less so.
    RETURN QUERY
    SELECT p.course_id, 1, single_weights[1] * p.impact, 1 FROM search_posting p
    WHERE p.lexeme = single_lexemes[1] AND p.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
    ORDER BY p.impact DESC FETCH FIRST coalesce(most, 2147483647) ROWS WITH TIES;
    RETURN;
  END IF;
  IF most IS NOT NULL AND asked = 1 AND cardinality(unwanted) = 0 THEN
    -- A course that is among the best is among the best of one of the alternatives.
    RETURN QUERY
    SELECT s.course_id, 1, max(s.score), 1 FROM (
      SELECT p.course_id, q.weight * p.impact AS score FROM unnest(single_lexemes, single_weights) AS q(lexeme, weight) CROSS JOIN LATERAL (
        SELECT i.course_id, i.impact FROM search_posting i
        WHERE i.lexeme = q.lexeme AND i.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
        ORDER BY i.impact DESC FETCH FIRST most ROWS WITH TIES) AS p
      UNION ALL
      SELECT k.course_id, k.score FROM unnest(known_courses, known_scores) AS k(course_id, score)
    ) s GROUP BY s.course_id ORDER BY max(s.score) DESC FETCH FIRST most ROWS WITH TIES;
    RETURN;
  END IF;
  IF most IS NOT NULL AND cardinality(needed) = 0 AND cardinality(unwanted) = 0 THEN
    -- Where enough courses have all the groups no others are looked at: those of the rarest, with what the others say of them.
    rarest_first := ARRAY(SELECT q.g FROM unnest(single_groups, single_weights) AS q(g, weight) GROUP BY q.g ORDER BY max(q.weight) DESC, q.g);
    FOR n IN 1..asked LOOP
      SELECT array_agg(q.lexeme), array_agg(q.weight) INTO lexemes, weights
      FROM unnest(single_lexemes, single_groups, single_weights) AS q(lexeme, g, weight) WHERE q.g = rarest_first[n];
      SELECT coalesce(array_agg(k.course_id), '{}'), coalesce(array_agg(k.score), '{}') INTO courses, scores
      FROM unnest(known_courses, known_groups, known_scores) AS k(course_id, g, score) WHERE k.g = rarest_first[n];
      IF n = 1 THEN
        SELECT array_agg(s.course_id), array_agg(s.score::double precision) INTO all_courses, all_scores
        FROM search_said(lexemes, weights, courses, scores) s
        WHERE s.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed);
      ELSE
        SELECT array_agg(s.course_id), array_agg(a.score + s.score) INTO all_courses, all_scores
        FROM unnest(all_courses, all_scores) AS a(course_id, score)
          JOIN search_said(lexemes, weights, courses, scores) s ON s.course_id = a.course_id;
      END IF;
      EXIT WHEN coalesce(cardinality(all_courses), 0) < enough;
    END LOOP;
    IF cardinality(all_courses) >= enough THEN
      RETURN QUERY SELECT a.id, asked, a.score::real, asked FROM unnest(all_courses, all_scores) AS a(id, score)
      ORDER BY a.score DESC FETCH FIRST most ROWS WITH TIES;
      RETURN;
    END IF;
  END IF;
  IF NOT has_sequences AND cardinality(needed) = 0 AND cardinality(unwanted) = 0 AND cardinality(single_lexemes) = asked THEN
    RETURN QUERY
    WITH counted AS MATERIALIZED (
      SELECT p.course_id, count(*)::integer AS groups, sum((q.weight * p.impact)::double precision)::real AS score
      FROM unnest(single_lexemes, single_weights) AS q(lexeme, weight)
        CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
      WHERE p.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed)
      GROUP BY p.course_id
    ), reach AS MATERIALIZED (
      SELECT coalesce(max(r.groups) FILTER (WHERE r.reached >= enough), min(r.groups)) AS fewest
      FROM (SELECT c.groups, sum(count(*)) OVER (ORDER BY c.groups DESC) AS reached FROM counted c GROUP BY c.groups) r
    )
    SELECT c.course_id, c.groups, c.score, r.fewest FROM counted c CROSS JOIN reach r WHERE c.groups >= r.fewest
    ORDER BY CASE WHEN most IS NOT NULL THEN c.score END DESC FETCH FIRST coalesce(most, 2147483647) ROWS WITH TIES;
  ELSE
    RETURN QUERY
    WITH said AS (
      SELECT x.course_id, x.g, max(x.score) AS score FROM (
        SELECT p.course_id, q.g, q.weight * p.impact AS score
        FROM unnest(single_lexemes, single_groups, single_weights) AS q(lexeme, g, weight)
          CROSS JOIN LATERAL (SELECT i.course_id, i.impact FROM search_posting i WHERE i.lexeme = q.lexeme OFFSET 0) AS p
        UNION ALL
        SELECT k.course_id, k.g, k.score FROM unnest(known_courses, known_groups, known_scores) AS k(course_id, g, score)
      ) x WHERE x.course_id NOT IN (SELECT e.course_id FROM catalogue_entry e WHERE NOT e.listed) GROUP BY x.course_id, x.g
    ), counted AS MATERIALIZED (
      SELECT s.course_id, count(*)::integer AS groups, sum(s.score::double precision)::real AS score
      FROM said s GROUP BY s.course_id HAVING count(*) FILTER (WHERE s.g = ANY (needed)) = cardinality(needed)
    ), left_in AS MATERIALIZED (
      SELECT c.* FROM counted c
      WHERE cardinality(unwanted) = 0
        OR NOT EXISTS (SELECT 1 FROM search_document d WHERE d.course_id = c.course_id AND d.document @@ ANY (unwanted))
    ), reach AS MATERIALIZED (
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
CREATE OR REPLACE FUNCTION search_hits(terms jsonb, most integer) RETURNS TABLE (course_id uuid, score real)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT integer := 20;
  lifted CONSTANT integer := 200;
  phrase CONSTANT tsquery := (terms ->> 'sequence')::tsquery;
  rarity CONSTANT real := (terms ->> 'rarity')::real;
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
BEGIN
  SELECT array_agg(m.course_id), array_agg(m.groups), array_agg(m.score), min(m.fewest) INTO matched, matched_groups, matched_scores, fewest
  FROM search_matches(terms, CASE WHEN most > lifted THEN most WHEN most IS NOT NULL THEN lifted END) m;
  IF matched IS NULL THEN RETURN; END IF;
  SELECT array_agg(b.id), array_agg(b.score + 0.8 * (b.groups - fewest) * rarity / asked + CASE WHEN b.groups = asked AND phrase IS NOT NULL THEN (
      SELECT CASE WHEN NOT d.document @@ phrase THEN 0 WHEN ts_filter(d.document, '{a}') @@ phrase THEN 0.5 ELSE 0.4 END
      FROM search_document d WHERE d.course_id = b.id) * rarity ELSE 0 END), min(b.score)
  INTO best, best_scores, last_score
  FROM (
    SELECT f.id, f.groups, f.score FROM unnest(matched, matched_groups, matched_scores) AS f(id, groups, score)
    ORDER BY f.score DESC, f.id DESC LIMIT lifted
  ) b;
  last := best[cardinality(best)];
  IF cardinality(best) < enough AND terms -> 'without' = '[]' AND NOT jsonb_path_exists(terms, '$.groups[*] ? (@.must == true)') THEN
    wider := ARRAY(
      SELECT DISTINCT x.id FROM search_neighbour n CROSS JOIN LATERAL unnest(n.neighbours[1:15]) AS x(id) JOIN catalogue_entry e ON e.course_id = x.id AND e.listed
      WHERE n.course_id = ANY (best) AND x.id <> ALL (best));
  END IF;
  RETURN QUERY
  WITH near AS MATERIALIZED (
    SELECT n.course_id AS id, 0.8 * n.score AS score FROM search_near(best || wider, best[1:100], best_scores[1:100]) n
  )
  SELECT a.id, a.score::real FROM (
    SELECT b.id, b.score + coalesce(n.score, 0) AS score FROM unnest(best, best_scores) AS b(id, score) LEFT JOIN near n ON n.id = b.id
    UNION ALL
    (SELECT n.id, n.score FROM near n WHERE n.id = ANY (wider) ORDER BY n.score DESC, n.id DESC LIMIT enough - least(enough, cardinality(best)))
    UNION ALL
    SELECT f.id, f.score FROM unnest(matched, matched_groups, matched_scores) AS f(id, groups, score)
    -- All that come after the last of the best; what is raised never falls among them.
    WHERE coalesce(most > lifted, true) AND (f.score, f.id) < (last_score, last)
  ) a ORDER BY 2 DESC, 1 DESC LIMIT most;
END $$;
--> statement-breakpoint
-- The best hits of a search, so few that PostgreSQL had better look each of them up.
CREATE FUNCTION search_best(terms jsonb, most integer) RETURNS TABLE (course_id uuid, score real)
LANGUAGE sql STABLE ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT h.course_id, h.score FROM search_hits(terms, most) h
$$;
--> statement-breakpoint
-- To plan the many small statements of these takes longer than to run them, and what is given to them makes no difference to the plan.
ALTER FUNCTION search_terms(jsonb) SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
ALTER FUNCTION search_suggest(text, integer) SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_said(text[], real[], uuid[], real[]), search_best(jsonb, integer) TO marketplace_app;
