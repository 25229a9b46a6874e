CREATE TYPE "public"."catalogue_format" AS ENUM('JSONL', 'CSV');--> statement-breakpoint
CREATE TYPE "public"."catalogue_import_state" AS ENUM('QUEUED', 'RUNNING', 'FAILED', 'DONE');--> statement-breakpoint
CREATE TYPE "public"."catalogue_mapping" AS ENUM('CANONICAL', 'IGOT', 'NPTEL', 'COURSERA', 'ETPL');--> statement-breakpoint
CREATE TYPE "public"."line_outcome" AS ENUM('IMPORTED', 'UPDATED', 'UNCHANGED', 'REFUSED');--> statement-breakpoint
CREATE TYPE "public"."upload_state" AS ENUM('OPEN', 'RECEIVED', 'EXPIRED', 'DISCARDED');--> statement-breakpoint
CREATE TABLE "catalogue_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"upload_id" uuid,
	"created_by" uuid NOT NULL,
	"state" "catalogue_import_state" NOT NULL,
	"mapping" "catalogue_mapping" NOT NULL,
	"format" "catalogue_format" NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"bytes_total" bigint NOT NULL,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"started_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "catalogue_import_upload_key" UNIQUE("upload_id"),
	CONSTRAINT "catalogue_import_position" CHECK (bytes_done between 0 and bytes_total)
);
--> statement-breakpoint
CREATE TABLE "catalogue_import_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"external_id" text,
	"outcome" "line_outcome" NOT NULL,
	"course_id" uuid,
	"code" text,
	"message" text,
	"row_sha256" text,
	CONSTRAINT "catalogue_import_line_key" UNIQUE("import_id","line_no"),
	CONSTRAINT "catalogue_import_line_refused" CHECK ((outcome = 'REFUSED') = (message is not null))
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"state" "upload_state" NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"byte_limit" bigint NOT NULL,
	"bytes_received" bigint,
	"sha256" text,
	"storage_key" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"received_at" timestamp (6) with time zone,
	CONSTRAINT "upload_file_name_length" CHECK (length(file_name) between 1 and 255),
	CONSTRAINT "upload_byte_limit_range" CHECK (byte_limit between 1 and 2147483647),
	CONSTRAINT "upload_received_whole" CHECK (state in ('OPEN', 'EXPIRED')
    or (bytes_received <= byte_limit and sha256 is not null and storage_key is not null and received_at is not null))
);
--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_upload_id_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."upload"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_import" ADD CONSTRAINT "catalogue_import_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_import_line" ADD CONSTRAINT "catalogue_import_line_import_id_catalogue_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."catalogue_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_import_line" ADD CONSTRAINT "catalogue_import_line_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_import_line" ADD CONSTRAINT "catalogue_import_line_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_import_provider_idx" ON "catalogue_import" USING btree ("provider_id","created_at","id");--> statement-breakpoint
CREATE INDEX "catalogue_import_file_idx" ON "catalogue_import" USING btree ("provider_id","file_sha256");--> statement-breakpoint
CREATE INDEX "catalogue_import_line_external_id_idx" ON "catalogue_import_line" USING btree ("import_id","external_id");--> statement-breakpoint
CREATE INDEX "catalogue_import_line_outcome_idx" ON "catalogue_import_line" USING btree ("import_id","outcome","line_no");--> statement-breakpoint
CREATE INDEX "upload_organisation_idx" ON "upload" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
-- allowed: index: before the first release the table is empty
CREATE UNIQUE INDEX "course_external_id_key" ON "course" USING btree ("provider_id","external_id");
--> statement-breakpoint
INSERT INTO guard.lifecycle_move (machine, from_state, to_state) VALUES
  ('upload', 'OPEN', 'RECEIVED'),
  ('upload', 'OPEN', 'EXPIRED'),
  ('upload', 'RECEIVED', 'DISCARDED'),
  ('catalogue_import', 'QUEUED', 'RUNNING'),
  ('catalogue_import', 'QUEUED', 'FAILED'),
  ('catalogue_import', 'RUNNING', 'DONE'),
  ('catalogue_import', 'RUNNING', 'FAILED'),
  ('catalogue_import', 'FAILED', 'QUEUED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON upload
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('upload', 'OPEN');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON catalogue_import
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('catalogue_import', 'QUEUED');
--> statement-breakpoint
-- The report is only ever added to.
CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON catalogue_import_line FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
DO $$
DECLARE
  t text;
  own text;
BEGIN
  FOREACH t IN ARRAY ARRAY['upload', 'catalogue_import', 'catalogue_import_line'] LOOP
    own := CASE t WHEN 'upload' THEN 'organisation_id' ELSE 'provider_id' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (%I = (SELECT app_organisation_id()) OR (SELECT app_sees_all()))', t, own);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (%I = (SELECT app_organisation_id()) OR (SELECT app_scope()) = ''system'')', t, own);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (%I = (SELECT app_organisation_id()) OR (SELECT app_scope()) = ''system'')', t, own);
  END LOOP;
END $$;
--> statement-breakpoint
-- A file is what was received, and an import reads one file by one mapping: only what moves may be written.
GRANT SELECT, INSERT, UPDATE (state, bytes_received, sha256, storage_key, received_at) ON upload TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, bytes_done, lines_done, imported, updated, unchanged, refused, failure, started_at, finished_at)
  ON catalogue_import TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON catalogue_import_line TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON upload, catalogue_import, catalogue_import_line TO marketplace_guard;
