CREATE TABLE "review_queue_filter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"specialism" "specialism",
	"overdue" boolean,
	"mine" boolean,
	"unassigned" boolean,
	"changed" boolean,
	"provider_id" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "review_queue_filter_name_length" CHECK (length(name) between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "review_seen" (
	"user_id" uuid NOT NULL,
	"course_version_id" uuid NOT NULL,
	"round_number" integer NOT NULL,
	"findings" integer NOT NULL,
	"messages" integer NOT NULL,
	"decisions" integer NOT NULL,
	"seen_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "review_seen_user_id_course_version_id_pk" PRIMARY KEY("user_id","course_version_id")
);
--> statement-breakpoint
ALTER TABLE "review_queue_filter" ADD CONSTRAINT "review_queue_filter_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_queue_filter" ADD CONSTRAINT "review_queue_filter_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_seen" ADD CONSTRAINT "review_seen_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_seen" ADD CONSTRAINT "review_seen_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "review_queue_filter_name_key" ON "review_queue_filter" USING btree ("user_id",lower(name));
--> statement-breakpoint
-- What is a person's own is seen and changed by nobody else, also not by other people of the platform.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['review_queue_filter', 'review_seen'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I USING (user_id = (SELECT app_user_id()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (name, specialism, overdue, mine, unassigned, changed, provider_id, updated_at), DELETE
  ON review_queue_filter TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (round_number, findings, messages, decisions, seen_at) ON review_seen TO marketplace_app;
