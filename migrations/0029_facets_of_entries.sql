ALTER TABLE "catalogue_entry" ADD COLUMN "competency_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_entry" ADD COLUMN "competency_areas" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- allowed: index: before the first release the table is empty
CREATE INDEX "catalogue_entry_unlisted_idx" ON "catalogue_entry" USING btree ("course_id") WHERE not listed;