CREATE TYPE "public"."card_charge_state" AS ENUM('REQUESTED', 'PROCESSING', 'SUCCEEDED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."card_mandate_state" AS ENUM('REQUESTED', 'OFFERED', 'ACTIVE', 'ENDED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."card_payout_state" AS ENUM('PAID', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."hosted_invoice_state" AS ENUM('REQUESTED', 'OPEN', 'PAID', 'VOID', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."payment_call_state" AS ENUM('PENDING', 'DONE', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."payment_effect_kind" AS ENUM('RECEIPT', 'FAILURE', 'DISPUTE', 'RETURNED', 'REFUND', 'PAYOUT', 'PAYOUT_FAILED');--> statement-breakpoint
CREATE TYPE "public"."payment_event_source" AS ENUM('WEBHOOK', 'RECONCILIATION');--> statement-breakpoint
CREATE TYPE "public"."payment_event_state" AS ENUM('PENDING', 'FAILED', 'DEAD', 'DONE', 'IGNORED');--> statement-breakpoint
ALTER TYPE "public"."account" ADD VALUE 'CARD_FEES';--> statement-breakpoint
ALTER TYPE "public"."entry_kind" ADD VALUE 'CARD_PAYOUT_PAID';--> statement-breakpoint
ALTER TYPE "public"."entry_kind" ADD VALUE 'CARD_PAYOUT_FAILED';--> statement-breakpoint
ALTER TYPE "public"."refund_state" ADD VALUE 'SENT' BEFORE 'PAID';--> statement-breakpoint
ALTER TYPE "public"."refund_state" ADD VALUE 'FAILED';--> statement-breakpoint
CREATE TABLE "card_charge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"card_mandate_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"state" "card_charge_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"external_id" text,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"state_changed_at" timestamp (6) with time zone NOT NULL,
	"state_reason" text,
	CONSTRAINT "card_charge_external_key" UNIQUE("external_id"),
	CONSTRAINT "card_charge_amount" CHECK (amount_paise > 0)
);
--> statement-breakpoint
CREATE TABLE "card_customer" (
	"department_id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "card_customer_external_key" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "card_mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscription_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"instalment_plan_id" uuid NOT NULL,
	"state" "card_mandate_state" NOT NULL,
	"maximum_paise" bigint NOT NULL,
	"setup_external_id" text,
	"client_secret" text,
	"payment_method_external_id" text,
	"mandate_external_id" text,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"ended_by" uuid,
	"state_changed_at" timestamp (6) with time zone NOT NULL,
	"state_reason" text,
	CONSTRAINT "card_mandate_setup_key" UNIQUE("setup_external_id"),
	CONSTRAINT "card_mandate_maximum" CHECK (maximum_paise > 0),
	CONSTRAINT "card_mandate_offered" CHECK (state <> 'OFFERED' or (setup_external_id is not null and client_secret is not null)),
	CONSTRAINT "card_mandate_active" CHECK (state <> 'ACTIVE' or (payment_method_external_id is not null and mandate_external_id is not null and client_secret is null))
);
--> statement-breakpoint
CREATE TABLE "card_mode" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"is_live" boolean NOT NULL,
	"pinned_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "card_mode_one" CHECK (one)
);
--> statement-breakpoint
CREATE TABLE "card_payout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"state" "card_payout_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"fee_paise" bigint NOT NULL,
	"arrived_on" date NOT NULL,
	"recorded_at" timestamp (6) with time zone NOT NULL,
	"state_reason" text,
	CONSTRAINT "card_payout_external_key" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "hosted_invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"state" "hosted_invoice_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"external_id" text,
	"url" text,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"void_requested_at" timestamp (6) with time zone,
	"void_requested_by" uuid,
	"state_changed_at" timestamp (6) with time zone NOT NULL,
	"state_reason" text,
	CONSTRAINT "hosted_invoice_external_key" UNIQUE("external_id"),
	CONSTRAINT "hosted_invoice_amount" CHECK (amount_paise > 0),
	CONSTRAINT "hosted_invoice_made" CHECK (state not in ('OPEN', 'PAID') or external_id is not null),
	CONSTRAINT "hosted_invoice_open" CHECK (state <> 'OPEN' or url is not null)
);
--> statement-breakpoint
CREATE TABLE "payment_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"step" text NOT NULL,
	"state" "payment_call_state" NOT NULL,
	"idempotency_key" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"sent_at" timestamp (6) with time zone,
	"done_at" timestamp (6) with time zone,
	"external_id" text,
	"note" text,
	CONSTRAINT "payment_call_key" UNIQUE("idempotency_key"),
	CONSTRAINT "payment_call_step_key" UNIQUE("subject_id","step")
);
--> statement-breakpoint
CREATE TABLE "payment_effect" (
	"object_id" text NOT NULL,
	"effect" "payment_effect_kind" NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "payment_effect_object_id_effect_pk" PRIMARY KEY("object_id","effect")
);
--> statement-breakpoint
CREATE TABLE "payment_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"source" "payment_event_source" NOT NULL,
	"type" text NOT NULL,
	"api_version" text,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"payload" jsonb NOT NULL,
	"state" "payment_event_state" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"note" text,
	"processed_at" timestamp (6) with time zone,
	"replayed_by" uuid,
	CONSTRAINT "payment_event_external_key" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "payment_reconciliation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (6) with time zone NOT NULL,
	"through" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	"events_read" integer DEFAULT 0 NOT NULL,
	"events_missed" integer DEFAULT 0 NOT NULL,
	"objects_read" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "refund" DROP CONSTRAINT "refund_paid";--> statement-breakpoint
ALTER TABLE "refund" ALTER COLUMN "recorded_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "rail" "rail" DEFAULT 'TRANSFER' NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "card_charge" ADD CONSTRAINT "card_charge_card_mandate_id_card_mandate_id_fk" FOREIGN KEY ("card_mandate_id") REFERENCES "public"."card_mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_charge" ADD CONSTRAINT "card_charge_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_customer" ADD CONSTRAINT "card_customer_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_mandate" ADD CONSTRAINT "card_mandate_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_mandate" ADD CONSTRAINT "card_mandate_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_mandate" ADD CONSTRAINT "card_mandate_instalment_plan_id_instalment_plan_id_fk" FOREIGN KEY ("instalment_plan_id") REFERENCES "public"."instalment_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_mandate" ADD CONSTRAINT "card_mandate_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_mandate" ADD CONSTRAINT "card_mandate_ended_by_app_user_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosted_invoice" ADD CONSTRAINT "hosted_invoice_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosted_invoice" ADD CONSTRAINT "hosted_invoice_void_requested_by_app_user_id_fk" FOREIGN KEY ("void_requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosted_invoice" ADD CONSTRAINT "hosted_invoice_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_replayed_by_app_user_id_fk" FOREIGN KEY ("replayed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_charge_one_live" ON "card_charge" USING btree ("invoice_id","seq") WHERE state <> 'FAILED';--> statement-breakpoint
CREATE INDEX "card_charge_mandate_idx" ON "card_charge" USING btree ("card_mandate_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "card_charge_invoice_idx" ON "card_charge" USING btree ("invoice_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "card_charge_live_idx" ON "card_charge" USING btree ("id") WHERE state in ('REQUESTED', 'PROCESSING');--> statement-breakpoint
CREATE UNIQUE INDEX "card_mandate_one_live" ON "card_mandate" USING btree ("subscription_id") WHERE state in ('REQUESTED', 'OFFERED', 'ACTIVE');--> statement-breakpoint
CREATE INDEX "card_mandate_department_idx" ON "card_mandate" USING btree ("department_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "card_mandate_subscription_idx" ON "card_mandate" USING btree ("subscription_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "card_payout_arrived_idx" ON "card_payout" USING btree ("arrived_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "hosted_invoice_one_live" ON "hosted_invoice" USING btree ("invoice_id") WHERE state in ('REQUESTED', 'OPEN');--> statement-breakpoint
CREATE INDEX "hosted_invoice_invoice_idx" ON "hosted_invoice" USING btree ("invoice_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "hosted_invoice_live_idx" ON "hosted_invoice" USING btree ("id") WHERE state in ('REQUESTED', 'OPEN');--> statement-breakpoint
CREATE INDEX "payment_call_open_idx" ON "payment_call" USING btree ("state","created_at","id") WHERE state <> 'DONE';--> statement-breakpoint
CREATE INDEX "payment_effect_subject_idx" ON "payment_effect" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "payment_event_received_idx" ON "payment_event" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "payment_event_open_idx" ON "payment_event" USING btree ("state","received_at","id") WHERE state in ('PENDING', 'FAILED', 'DEAD');--> statement-breakpoint
CREATE INDEX "payment_event_object_idx" ON "payment_event" USING btree ("object_id","received_at");--> statement-breakpoint
CREATE INDEX "payment_reconciliation_through_idx" ON "payment_reconciliation" USING btree ("through");--> statement-breakpoint
-- allowed: constraint: refunds are few, and each is looked at in microseconds
ALTER TABLE "refund" ADD CONSTRAINT "refund_external_key" UNIQUE("external_id");--> statement-breakpoint
-- allowed: constraint: refunds are few, and each is looked at in microseconds
ALTER TABLE "refund" ADD CONSTRAINT "refund_rail" CHECK ((rail = 'TRANSFER' or (receipt_id is not null and utr is null)) and (rail = 'CARD' or (external_id is null and recorded_by is not null)));--> statement-breakpoint
-- allowed: constraint: refunds are few, and each is looked at in microseconds
ALTER TABLE "refund" ADD CONSTRAINT "refund_paid" CHECK (state <> 'PAID' or (rail = 'TRANSFER' and utr is not null and decided_by is not null and decided_by <> recorded_by)
    or (rail = 'CARD' and external_id is not null));