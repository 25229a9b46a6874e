CREATE TABLE "search_change" (
	"course_id" uuid PRIMARY KEY NOT NULL,
	"revision" uuid NOT NULL,
	"changed_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_document" (
	"course_id" uuid PRIMARY KEY NOT NULL,
	"document" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_index" (
	"engine" text PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL,
	"settings" text,
	"courses" integer NOT NULL,
	"built_at" timestamp (6) with time zone,
	CONSTRAINT "search_index_engine" CHECK (engine in ('MEILISEARCH'))
);
--> statement-breakpoint
CREATE TABLE "search_lexeme" (
	"lexeme" text COLLATE "C" PRIMARY KEY NOT NULL,
	"courses" integer NOT NULL,
	CONSTRAINT "search_lexeme_courses_range" CHECK (courses >= 0)
);
--> statement-breakpoint
CREATE TABLE "search_posting" (
	"course_id" uuid NOT NULL,
	"lexeme" text COLLATE "C" NOT NULL,
	"impact" real NOT NULL,
	CONSTRAINT "search_posting_course_id_lexeme_pk" PRIMARY KEY("course_id","lexeme")
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"word" text COLLATE "C" PRIMARY KEY NOT NULL,
	"lexeme" text COLLATE "C" NOT NULL,
	"courses" integer NOT NULL,
	CONSTRAINT "search_word_courses_range" CHECK (courses >= 0)
);
--> statement-breakpoint
CREATE TABLE "synonym_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"terms" text[] NOT NULL,
	"revision" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "synonym_set_terms_count" CHECK (cardinality(terms) between 2 and 20),
	CONSTRAINT "synonym_set_terms_length" CHECK (length(array_to_string(terms, '')) <= 2000)
);
--> statement-breakpoint
DROP INDEX "catalogue_entry_document_idx";--> statement-breakpoint
ALTER TABLE "search_change" ADD CONSTRAINT "search_change_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_document" ADD CONSTRAINT "search_document_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synonym_set" ADD CONSTRAINT "synonym_set_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_change_oldest_idx" ON "search_change" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "search_posting_lexeme_idx" ON "search_posting" USING btree ("lexeme","impact" DESC NULLS FIRST,"course_id");--> statement-breakpoint
CREATE INDEX "synonym_set_newest_idx" ON "synonym_set" USING btree ("created_at","id");--> statement-breakpoint
-- allowed: drop: before the first release no older program runs; what it held is in search_document
ALTER TABLE "catalogue_entry" DROP COLUMN "document";