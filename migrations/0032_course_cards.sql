CREATE TABLE "catalogue_listing" (
	"competency_id" uuid NOT NULL,
	"language_range" text NOT NULL,
	"published_at" timestamp (6) with time zone NOT NULL,
	"course_id" uuid NOT NULL,
	"level" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"listed" boolean NOT NULL,
	"published_at" timestamp (6) with time zone NOT NULL,
	"duration_seconds" integer NOT NULL,
	"number" integer NOT NULL,
	"price_paise" bigint,
	"level" "course_level" NOT NULL,
	"licence" "licence" NOT NULL,
	"inclusion" "inclusion" NOT NULL,
	"captions" boolean NOT NULL,
	"transcript" boolean NOT NULL,
	"sign_language" boolean NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"title_order" text GENERATED ALWAYS AS (lower(title)) STORED NOT NULL,
	"summary" text NOT NULL,
	"languages" text[] NOT NULL,
	"language_ranges" text[] NOT NULL,
	"provider_slug" text NOT NULL,
	"provider_name" text NOT NULL,
	"provider_website" text,
	"competency_ids" uuid[] NOT NULL,
	"competency_levels" integer[] NOT NULL,
	"competency_codes" text[] NOT NULL,
	"competency_names" text[] NOT NULL,
	"competency_kinds" "competency_kind"[] NOT NULL,
	"competency_areas" text[] NOT NULL,
	"competency_themes" text[] NOT NULL,
	"competency_framework_ids" uuid[] NOT NULL,
	CONSTRAINT "course_card_competencies_count" CHECK (cardinality(competency_ids) = cardinality(competency_levels)
    and cardinality(competency_ids) = cardinality(competency_codes) and cardinality(competency_ids) = cardinality(competency_names)
    and cardinality(competency_ids) = cardinality(competency_kinds) and cardinality(competency_ids) = cardinality(competency_areas)
    and cardinality(competency_ids) = cardinality(competency_themes) and cardinality(competency_ids) = cardinality(competency_framework_ids))
);
--> statement-breakpoint
ALTER TABLE "course_card" ADD CONSTRAINT "course_card_id_course_id_fk" FOREIGN KEY ("id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;
