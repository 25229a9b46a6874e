CREATE TABLE "search_neighbour" (
	"course_id" uuid PRIMARY KEY NOT NULL,
	"lexemes" text[] NOT NULL,
	"weights" real[] NOT NULL,
	"neighbours" uuid[] NOT NULL,
	"shares" real[] NOT NULL,
	"found_at" timestamp (6) with time zone,
	CONSTRAINT "search_neighbour_weights_count" CHECK (cardinality(lexemes) = cardinality(weights)),
	CONSTRAINT "search_neighbour_shares_count" CHECK (cardinality(neighbours) = cardinality(shares))
);
--> statement-breakpoint
CREATE INDEX "search_neighbour_lexemes_idx" ON "search_neighbour" USING gin ("lexemes");--> statement-breakpoint
CREATE INDEX "search_neighbour_oldest_idx" ON "search_neighbour" USING btree ("found_at" NULLS FIRST,"course_id");