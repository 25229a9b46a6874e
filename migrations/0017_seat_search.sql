ALTER TABLE "employee" ADD COLUMN "name_small" text GENERATED ALWAYS AS (lower(name)) STORED;
--> statement-breakpoint
-- allowed: index: the table was made by the migrations just before this one
CREATE INDEX "employee_department_idx" ON "employee" USING btree ("department_id","id");
--> statement-breakpoint
-- allowed: index: the table was made by the migrations just before this one
CREATE INDEX "employee_email_search_idx" ON "employee" USING btree ("department_id","email" text_pattern_ops);
--> statement-breakpoint
-- allowed: index: the table was made by the migrations just before this one
CREATE INDEX "employee_name_search_idx" ON "employee" USING btree ("department_id","name_small" text_pattern_ops);
--> statement-breakpoint
-- allowed: index: the table was made by the migrations just before this one
CREATE INDEX "seat_department_idx" ON "seat" USING btree ("department_id","id");