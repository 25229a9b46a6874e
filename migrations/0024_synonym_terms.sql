CREATE TABLE "synonym_term" (
	"lexemes" text[] PRIMARY KEY NOT NULL,
	"synonym_set_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "synonym_term_lexemes_count" CHECK (cardinality(lexemes) between 1 and 6)
);
--> statement-breakpoint
ALTER TABLE "synonym_term" ADD CONSTRAINT "synonym_term_synonym_set_id_synonym_set_id_fk" FOREIGN KEY ("synonym_set_id") REFERENCES "public"."synonym_set"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "synonym_term_set_idx" ON "synonym_term" USING btree ("synonym_set_id");