-- What language tags may be asked for as: RFC 4647's basic filtering, by small letters. {hi-IN} -> {hi,hi-in}
CREATE FUNCTION language_ranges(tags text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT array_to_string(part[1:n], '-')), '{}')
  FROM unnest(tags) AS tag
    CROSS JOIN LATERAL string_to_array(lower(tag), '-') AS part
    CROSS JOIN LATERAL generate_series(1, cardinality(part)) AS n
$$;
--> statement-breakpoint
-- The guard that writes the catalogue's entries computes the column too.
GRANT EXECUTE ON FUNCTION language_ranges(text[]) TO marketplace_guard, marketplace_app;
--> statement-breakpoint
DROP INDEX "catalogue_entry_title_idx";
--> statement-breakpoint
DROP INDEX "catalogue_entry_languages_idx";
--> statement-breakpoint
-- allowed: not-null: it is generated, so no row and no old INSERT is without it
ALTER TABLE "catalogue_entry" ADD COLUMN "language_ranges" text[] GENERATED ALWAYS AS (language_ranges(languages)) STORED NOT NULL;
--> statement-breakpoint
-- allowed: index: before the first release the table is empty
CREATE UNIQUE INDEX "catalogue_entry_version_key" ON "catalogue_entry" USING btree ("course_version_id");
--> statement-breakpoint
-- allowed: index: before the first release the table is empty
CREATE INDEX "catalogue_entry_title_idx" ON "catalogue_entry" USING btree (lower("title"),"course_id") WHERE listed;
--> statement-breakpoint
-- allowed: index: before the first release the table is empty
CREATE INDEX "catalogue_entry_languages_idx" ON "catalogue_entry" USING gin ("language_ranges");
