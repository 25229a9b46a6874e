CREATE TYPE "public"."content_item_kind" AS ENUM('VIDEO', 'DOCUMENT', 'PACKAGE', 'QUIZ', 'LINK', 'SESSION');--> statement-breakpoint
CREATE TYPE "public"."course_level" AS ENUM('FOUNDATION', 'INTERMEDIATE', 'ADVANCED');--> statement-breakpoint
CREATE TYPE "public"."course_version_state" AS ENUM('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'SUSPENDED', 'REJECTED', 'SUPERSEDED', 'RETIRED');--> statement-breakpoint
CREATE TYPE "public"."inclusion" AS ENUM('SUBSCRIPTION', 'PRICED');--> statement-breakpoint
CREATE TYPE "public"."licence" AS ENUM('CC_BY_4_0', 'CC_BY_SA_4_0', 'CC_BY_NC_4_0', 'GOVERNMENT_OPEN_DATA_INDIA', 'PROPRIETARY');--> statement-breakpoint
CREATE TYPE "public"."competency_kind" AS ENUM('BEHAVIOURAL', 'FUNCTIONAL', 'DOMAIN');--> statement-breakpoint
CREATE TYPE "public"."invitation_state" AS ENUM('PENDING', 'ACCEPTED', 'REVOKED');--> statement-breakpoint
CREATE TYPE "public"."membership_state" AS ENUM('ACTIVE', 'ENDED');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('AUTHOR', 'PROVIDER_ADMIN', 'PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER', 'LEARNER', 'CURATOR', 'CHIEF_CURATOR', 'FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR');--> statement-breakpoint
CREATE TYPE "public"."specialism" AS ENUM('COMPLIANCE', 'CONTENT', 'COMPETENCY', 'ACCESSIBILITY');--> statement-breakpoint
CREATE TYPE "public"."government_body_kind" AS ENUM('MINISTRY', 'DEPARTMENT', 'BODY', 'STATE');--> statement-breakpoint
CREATE TYPE "public"."organisation_kind" AS ENUM('PROVIDER', 'DEPARTMENT', 'PLATFORM');--> statement-breakpoint
CREATE TYPE "public"."organisation_state" AS ENUM('APPLIED', 'VERIFIED', 'REJECTED', 'SUSPENDED');--> statement-breakpoint
CREATE TYPE "public"."registration_kind" AS ENUM('AISHE', 'UGC', 'AICTE', 'NCVET', 'OTHER');--> statement-breakpoint
CREATE TYPE "public"."finding_message_kind" AS ENUM('ANSWER', 'RESOLUTION', 'REOPENING');--> statement-breakpoint
CREATE TYPE "public"."finding_severity" AS ENUM('BLOCKER', 'MAJOR', 'MINOR');--> statement-breakpoint
CREATE TYPE "public"."finding_state" AS ENUM('OPEN', 'RESOLVED');--> statement-breakpoint
CREATE TYPE "public"."review_assignment_state" AS ENUM('ACTIVE', 'DECIDED', 'RELEASED');--> statement-breakpoint
CREATE TYPE "public"."review_round_state" AS ENUM('OPEN', 'APPROVED', 'CHANGES_REQUESTED', 'REJECTED', 'WITHDRAWN', 'LAPSED');--> statement-breakpoint
CREATE TYPE "public"."review_stage_state" AS ENUM('WAITING', 'ACTIVE', 'PASSED', 'CLOSED');--> statement-breakpoint
CREATE TYPE "public"."verdict" AS ENUM('APPROVE', 'REQUEST_CHANGES', 'REJECT');--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"acting_organisation_id" uuid,
	"roles" "role"[] NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"organisation_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"event_digest" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp (6) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "audit_seal_event_key" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"event_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue_entry" (
	"course_id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"listed" boolean NOT NULL,
	"published_at" timestamp (6) with time zone NOT NULL,
	"title" text NOT NULL,
	"languages" text[] NOT NULL,
	"level" "course_level" NOT NULL,
	"duration_seconds" integer NOT NULL,
	"inclusion" "inclusion" NOT NULL,
	"captions" boolean NOT NULL,
	"transcript" boolean NOT NULL,
	"sign_language" boolean NOT NULL,
	"document" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "collection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"revision" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "collection_slug_key" UNIQUE("slug"),
	CONSTRAINT "collection_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
	CONSTRAINT "collection_title_length" CHECK (length(title) between 1 and 300),
	CONSTRAINT "collection_summary_length" CHECK (length(summary) <= 1000)
);
--> statement-breakpoint
CREATE TABLE "collection_course" (
	"collection_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "collection_course_collection_id_course_id_pk" PRIMARY KEY("collection_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "content_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"module_id" uuid NOT NULL,
	"lineage_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" "content_item_kind" NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"duration_seconds" integer NOT NULL,
	CONSTRAINT "content_item_lineage_key" UNIQUE("course_version_id","lineage_id"),
	CONSTRAINT "content_item_title_length" CHECK (length(title) between 1 and 300),
	CONSTRAINT "content_item_url_form" CHECK (url ~ '^https?://' and length(url) <= 2000),
	CONSTRAINT "content_item_duration_range" CHECK (duration_seconds between 0 and 3600000),
	CONSTRAINT "content_item_position_range" CHECK (position between 0 and 199)
);
--> statement-breakpoint
CREATE TABLE "course" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "course_slug_key" UNIQUE("slug"),
	CONSTRAINT "course_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120)
);
--> statement-breakpoint
CREATE TABLE "module" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"lineage_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	CONSTRAINT "module_lineage_key" UNIQUE("course_version_id","lineage_id"),
	CONSTRAINT "module_title_length" CHECK (length(title) between 1 and 300),
	CONSTRAINT "module_summary_length" CHECK (length(summary) <= 1000),
	CONSTRAINT "module_position_range" CHECK (position between 0 and 199)
);
--> statement-breakpoint
CREATE TABLE "course_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" "course_version_state" NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"description" text NOT NULL,
	"languages" text[] NOT NULL,
	"level" "course_level" NOT NULL,
	"duration_seconds" integer NOT NULL,
	"captions" boolean NOT NULL,
	"transcript" boolean NOT NULL,
	"sign_language" boolean NOT NULL,
	"licence" "licence" NOT NULL,
	"inclusion" "inclusion" NOT NULL,
	"price_paise" bigint,
	"based_on_version_id" uuid,
	"approved_round_id" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"submitted_at" timestamp (6) with time zone,
	"approved_at" timestamp (6) with time zone,
	"published_at" timestamp (6) with time zone,
	"closed_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "course_version_number_key" UNIQUE("course_id","number"),
	CONSTRAINT "course_version_title_length" CHECK (length(title) between 1 and 300),
	CONSTRAINT "course_version_summary_length" CHECK (length(summary) <= 1000),
	CONSTRAINT "course_version_description_length" CHECK (length(description) <= 20000),
	CONSTRAINT "course_version_languages_count" CHECK (cardinality(languages) <= 30),
	CONSTRAINT "course_version_duration_range" CHECK (duration_seconds between 0 and 36000000),
	CONSTRAINT "course_version_price_of_priced" CHECK (price_paise is null or (inclusion = 'PRICED' and price_paise between 1 and 100000000000))
);
--> statement-breakpoint
CREATE TABLE "course_version_competency" (
	"course_version_id" uuid NOT NULL,
	"competency_id" uuid NOT NULL,
	"level" integer NOT NULL,
	CONSTRAINT "course_version_competency_course_version_id_competency_id_pk" PRIMARY KEY("course_version_id","competency_id"),
	CONSTRAINT "course_version_competency_level_range" CHECK (level between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "competency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"framework_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" "competency_kind" NOT NULL,
	"area" text NOT NULL,
	"theme" text,
	"name" text NOT NULL,
	CONSTRAINT "competency_code_key" UNIQUE("framework_id","code")
);
--> statement-breakpoint
CREATE TABLE "competency_framework" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"version" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"published_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "competency_framework_code_version_key" UNIQUE("code","version")
);
--> statement-breakpoint
CREATE TABLE "competency_level" (
	"framework_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "competency_level_framework_id_level_pk" PRIMARY KEY("framework_id","level"),
	CONSTRAINT "competency_level_range" CHECK (level between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "app_user_issuer_subject_key" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"email" text NOT NULL,
	"roles" "role"[] NOT NULL,
	"specialisms" "specialism"[] NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"state" "invitation_state" NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"accepted_by" uuid,
	"closed_at" timestamp (6) with time zone,
	CONSTRAINT "invitation_token_hash_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"organisation_kind" "organisation_kind" NOT NULL,
	"roles" "role"[] NOT NULL,
	"specialisms" "specialism"[] NOT NULL,
	"state" "membership_state" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "membership_roles_present" CHECK (cardinality(roles) > 0),
	CONSTRAINT "membership_roles_fit_kind" CHECK (case organisation_kind
    when 'PROVIDER' then roles <@ '{AUTHOR,PROVIDER_ADMIN}'::role[]
    when 'DEPARTMENT' then roles <@ '{PROCUREMENT_OFFICER,APPROVING_AUTHORITY,TRAINING_MANAGER,LEARNER}'::role[]
    else roles <@ '{CURATOR,CHIEF_CURATOR,FINANCE_OFFICER,PLATFORM_ADMIN,AUDITOR}'::role[] end),
	CONSTRAINT "membership_specialisms_of_curators" CHECK (cardinality(specialisms) = 0 or roles && '{CURATOR,CHIEF_CURATOR}'::role[])
);
--> statement-breakpoint
CREATE TABLE "mail_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cause_key" text NOT NULL,
	"recipient" text NOT NULL,
	"template" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"sent_at" timestamp (6) with time zone,
	"error" text,
	CONSTRAINT "mail_message_cause_key" UNIQUE("cause_key","recipient")
);
--> statement-breakpoint
CREATE TABLE "government_body" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" "government_body_kind" NOT NULL,
	"parent_id" uuid,
	CONSTRAINT "government_body_code_key" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "indian_state" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "organisation_kind" NOT NULL,
	"state" "organisation_state" NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"website" text,
	"gstin" text,
	"state_code" text,
	"registration_kind" "registration_kind",
	"registration_number" text,
	"government_body_id" uuid,
	"applied_by" uuid,
	"applied_at" timestamp (6) with time zone NOT NULL,
	"decided_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "organisation_slug_key" UNIQUE("slug"),
	CONSTRAINT "organisation_id_kind_key" UNIQUE("id","kind"),
	CONSTRAINT "organisation_name_length" CHECK (length(name) between 1 and 300),
	CONSTRAINT "organisation_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
	CONSTRAINT "organisation_provider_registered" CHECK (kind <> 'PROVIDER' or (registration_kind is not null and registration_number is not null and state_code is not null)),
	CONSTRAINT "organisation_department_placed" CHECK (kind <> 'DEPARTMENT' or (government_body_id is not null and state_code is not null))
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"course_version_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"curator_id" uuid NOT NULL,
	"verdict" "verdict" NOT NULL,
	"reason" text NOT NULL,
	"scores" jsonb NOT NULL,
	"decided_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "decision_assignment_key" UNIQUE("assignment_id"),
	CONSTRAINT "decision_one_stage" UNIQUE("round_id","curator_id"),
	CONSTRAINT "decision_reason_length" CHECK (length(reason) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"path" text NOT NULL,
	"severity" "finding_severity" NOT NULL,
	"state" "finding_state" NOT NULL,
	"body" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp (6) with time zone NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp (6) with time zone,
	CONSTRAINT "finding_path_length" CHECK (length(path) between 1 and 300),
	CONSTRAINT "finding_body_length" CHECK (length(body) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "finding_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"finding_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"kind" "finding_message_kind" NOT NULL,
	"body" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "finding_message_body_length" CHECK (length(body) <= 4000)
);
--> statement-breakpoint
CREATE TABLE "review_assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stage_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"curator_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"state" "review_assignment_state" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"closed_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "review_policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"provider_id" uuid,
	"in_force_from" timestamp (6) with time zone NOT NULL,
	"auto_publish" boolean NOT NULL,
	"stage_count" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "review_policy_code_version_key" UNIQUE("code","version"),
	CONSTRAINT "review_policy_stage_count_range" CHECK (stage_count between 1 and 10),
	CONSTRAINT "review_policy_code_form" CHECK (code ~ '^[A-Z][A-Z0-9_]{0,39}$')
);
--> statement-breakpoint
CREATE TABLE "review_policy_stage" (
	"policy_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"specialism" "specialism" NOT NULL,
	"approvals_required" integer NOT NULL,
	"days_allowed" integer NOT NULL,
	"rubric" text[] NOT NULL,
	CONSTRAINT "review_policy_stage_policy_id_position_pk" PRIMARY KEY("policy_id","position"),
	CONSTRAINT "review_policy_stage_approvals_range" CHECK (approvals_required between 1 and 10),
	CONSTRAINT "review_policy_stage_days_range" CHECK (days_allowed between 1 and 365),
	CONSTRAINT "review_policy_stage_position_range" CHECK (position between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "review_round" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_version_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"policy_id" uuid NOT NULL,
	"state" "review_round_state" NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp (6) with time zone NOT NULL,
	"closed_at" timestamp (6) with time zone,
	CONSTRAINT "review_round_number_key" UNIQUE("course_version_id","number")
);
--> statement-breakpoint
CREATE TABLE "review_stage" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"round_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"specialism" "specialism" NOT NULL,
	"approvals_required" integer NOT NULL,
	"days_allowed" integer NOT NULL,
	"rubric" text[] NOT NULL,
	"state" "review_stage_state" NOT NULL,
	"opened_at" timestamp (6) with time zone,
	"due_at" timestamp (6) with time zone,
	"closed_at" timestamp (6) with time zone,
	CONSTRAINT "review_stage_position_key" UNIQUE("round_id","position")
);
--> statement-breakpoint
ALTER TABLE "audit_unsealed" ADD CONSTRAINT "audit_unsealed_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_entry" ADD CONSTRAINT "catalogue_entry_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_entry" ADD CONSTRAINT "catalogue_entry_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_entry" ADD CONSTRAINT "catalogue_entry_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection" ADD CONSTRAINT "collection_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_course" ADD CONSTRAINT "collection_course_collection_id_collection_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_course" ADD CONSTRAINT "collection_course_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_item" ADD CONSTRAINT "content_item_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_item" ADD CONSTRAINT "content_item_module_id_module_id_fk" FOREIGN KEY ("module_id") REFERENCES "public"."module"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course" ADD CONSTRAINT "course_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course" ADD CONSTRAINT "course_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module" ADD CONSTRAINT "module_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_based_on_version_id_course_version_id_fk" FOREIGN KEY ("based_on_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version_competency" ADD CONSTRAINT "course_version_competency_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version_competency" ADD CONSTRAINT "course_version_competency_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency" ADD CONSTRAINT "competency_framework_id_competency_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."competency_framework"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency_level" ADD CONSTRAINT "competency_level_framework_id_competency_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."competency_framework"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_app_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accepted_by_app_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_fk" FOREIGN KEY ("organisation_id","organisation_kind") REFERENCES "public"."organisation"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "government_body" ADD CONSTRAINT "government_body_parent_id_government_body_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."government_body"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_state_code_indian_state_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."indian_state"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_government_body_id_government_body_id_fk" FOREIGN KEY ("government_body_id") REFERENCES "public"."government_body"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_assignment_id_review_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."review_assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_stage_id_review_stage_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."review_stage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_round_id_review_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."review_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_curator_id_app_user_id_fk" FOREIGN KEY ("curator_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_round_id_review_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."review_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_stage_id_review_stage_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."review_stage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_raised_by_app_user_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_resolved_by_app_user_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_message" ADD CONSTRAINT "finding_message_finding_id_finding_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_message" ADD CONSTRAINT "finding_message_author_id_app_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_stage_id_review_stage_id_fk" FOREIGN KEY ("stage_id") REFERENCES "public"."review_stage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_round_id_review_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."review_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_curator_id_app_user_id_fk" FOREIGN KEY ("curator_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_assigned_by_app_user_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_policy" ADD CONSTRAINT "review_policy_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_policy" ADD CONSTRAINT "review_policy_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_policy_stage" ADD CONSTRAINT "review_policy_stage_policy_id_review_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."review_policy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_round" ADD CONSTRAINT "review_round_course_version_id_course_version_id_fk" FOREIGN KEY ("course_version_id") REFERENCES "public"."course_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_round" ADD CONSTRAINT "review_round_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_round" ADD CONSTRAINT "review_round_policy_id_review_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."review_policy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_round" ADD CONSTRAINT "review_round_submitted_by_app_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_stage" ADD CONSTRAINT "review_stage_round_id_review_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."review_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_at_idx" ON "audit_event" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "audit_event" USING btree ("subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_actor_idx" ON "audit_event" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "catalogue_entry_newest_idx" ON "catalogue_entry" USING btree ("published_at","course_id") WHERE listed;--> statement-breakpoint
CREATE INDEX "catalogue_entry_title_idx" ON "catalogue_entry" USING btree ("title","course_id") WHERE listed;--> statement-breakpoint
CREATE INDEX "catalogue_entry_duration_idx" ON "catalogue_entry" USING btree ("duration_seconds","course_id") WHERE listed;--> statement-breakpoint
CREATE INDEX "catalogue_entry_provider_idx" ON "catalogue_entry" USING btree ("provider_id","published_at","course_id") WHERE listed;--> statement-breakpoint
CREATE INDEX "catalogue_entry_languages_idx" ON "catalogue_entry" USING gin ("languages");--> statement-breakpoint
CREATE INDEX "catalogue_entry_document_idx" ON "catalogue_entry" USING gin ("document");--> statement-breakpoint
CREATE INDEX "collection_course_position_idx" ON "collection_course" USING btree ("collection_id","position","course_id");--> statement-breakpoint
CREATE INDEX "collection_course_course_idx" ON "collection_course" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "content_item_position_idx" ON "content_item" USING btree ("module_id","position");--> statement-breakpoint
CREATE INDEX "course_provider_idx" ON "course" USING btree ("provider_id","created_at","id");--> statement-breakpoint
CREATE INDEX "module_position_idx" ON "module" USING btree ("course_version_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "course_version_one_open" ON "course_version" USING btree ("course_id") WHERE state in ('DRAFT', 'IN_REVIEW', 'APPROVED');--> statement-breakpoint
CREATE UNIQUE INDEX "course_version_one_live" ON "course_version" USING btree ("course_id") WHERE state in ('PUBLISHED', 'SUSPENDED');--> statement-breakpoint
CREATE INDEX "course_version_provider_state_idx" ON "course_version" USING btree ("provider_id","state","updated_at","id");--> statement-breakpoint
CREATE INDEX "course_version_competency_idx" ON "course_version_competency" USING btree ("competency_id","level","course_version_id");--> statement-breakpoint
CREATE INDEX "competency_name_idx" ON "competency" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "app_user_email_idx" ON "app_user" USING btree (lower(email));--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_one_pending" ON "invitation" USING btree ("organisation_id",lower(email)) WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "invitation_organisation_idx" ON "invitation" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_live" ON "membership" USING btree ("user_id","organisation_id") WHERE state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "membership_organisation_idx" ON "membership" USING btree ("organisation_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "mail_message_created_idx" ON "mail_message" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "government_body_parent_idx" ON "government_body" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "organisation_kind_state_idx" ON "organisation" USING btree ("kind","state","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_one_platform" ON "organisation" USING btree ("kind") WHERE kind = 'PLATFORM';--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_gstin_live" ON "organisation" USING btree ("gstin") WHERE gstin is not null and state <> 'REJECTED';--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_government_body_live" ON "organisation" USING btree ("government_body_id") WHERE government_body_id is not null and state <> 'REJECTED';--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_registration_live" ON "organisation" USING btree ("registration_kind","registration_number") WHERE registration_number is not null and state <> 'REJECTED';--> statement-breakpoint
CREATE INDEX "decision_stage_idx" ON "decision" USING btree ("stage_id","verdict");--> statement-breakpoint
CREATE INDEX "finding_version_idx" ON "finding" USING btree ("course_version_id","state","severity");--> statement-breakpoint
CREATE INDEX "finding_message_finding_idx" ON "finding_message" USING btree ("finding_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_assignment_one_stage" ON "review_assignment" USING btree ("round_id","curator_id") WHERE state <> 'RELEASED';--> statement-breakpoint
CREATE INDEX "review_assignment_stage_idx" ON "review_assignment" USING btree ("stage_id","state");--> statement-breakpoint
CREATE INDEX "review_assignment_curator_idx" ON "review_assignment" USING btree ("curator_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "review_policy_in_force_idx" ON "review_policy" USING btree ("provider_id","in_force_from");--> statement-breakpoint
CREATE UNIQUE INDEX "review_round_one_open" ON "review_round" USING btree ("course_version_id") WHERE state in ('OPEN', 'APPROVED');--> statement-breakpoint
CREATE INDEX "review_stage_queue_idx" ON "review_stage" USING btree ("specialism","due_at","id") WHERE state = 'ACTIVE';