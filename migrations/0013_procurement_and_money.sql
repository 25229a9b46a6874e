CREATE TYPE "public"."allocation_source" AS ENUM('RECEIPT', 'TAX_WITHHELD', 'CREDIT_NOTE');--> statement-breakpoint
CREATE TYPE "public"."document_kind" AS ENUM('INVOICE', 'CREDIT_NOTE', 'RECEIPT');--> statement-breakpoint
CREATE TYPE "public"."invoice_state" AS ENUM('DRAFT', 'ISSUED', 'PART_SETTLED', 'SETTLED', 'UNCOLLECTIBLE', 'DISCARDED');--> statement-breakpoint
CREATE TYPE "public"."rail" AS ENUM('TRANSFER', 'CARD');--> statement-breakpoint
CREATE TYPE "public"."receipt_match" AS ENUM('EXACT', 'PART', 'OVER', 'UNMATCHED', 'WRONG_CURRENCY');--> statement-breakpoint
CREATE TYPE "public"."receipt_state" AS ENUM('PENDING', 'SUCCEEDED', 'FAILED', 'REVERSED');--> statement-breakpoint
CREATE TYPE "public"."refund_state" AS ENUM('PENDING', 'PAID', 'REJECTED');--> statement-breakpoint
CREATE TYPE "public"."tax_withheld_state" AS ENUM('CLAIMED', 'EVIDENCED', 'DISALLOWED');--> statement-breakpoint
CREATE TYPE "public"."withholding_kind" AS ENUM('GST_TDS', 'INCOME_TAX_TDS');--> statement-breakpoint
CREATE TYPE "public"."account" AS ENUM('BANK', 'CARD_CLEARING', 'RECEIVABLE', 'TAX_WITHHELD', 'DEFERRED_REVENUE', 'REVENUE', 'CGST', 'SGST', 'IGST', 'PROVIDER_PAYABLE', 'CUSTOMER_CREDIT', 'UNMATCHED_RECEIPTS', 'BAD_DEBT');--> statement-breakpoint
CREATE TYPE "public"."entry_kind" AS ENUM('INVOICE_ISSUED', 'CREDIT_NOTE_ISSUED', 'RECEIPT_CONFIRMED', 'RECEIPT_REVERSED', 'CREDIT_ALLOCATED', 'TAX_WITHHELD_CLAIMED', 'TAX_WITHHELD_DISALLOWED', 'REFUND_PAID', 'INVOICE_WRITTEN_OFF', 'REVENUE_RECOGNISED');--> statement-breakpoint
CREATE TYPE "public"."course_price_state" AS ENUM('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."price_basis" AS ENUM('PER_LEARNER', 'WHOLE_DEPARTMENT');--> statement-breakpoint
CREATE TYPE "public"."tax_kind" AS ENUM('TAXABLE', 'EXEMPT');--> statement-breakpoint
CREATE TYPE "public"."place_reason" AS ENUM('REGISTERED_RECIPIENT', 'ADDRESS_OF_RECIPIENT');--> statement-breakpoint
CREATE TYPE "public"."purchase_request_state" AS ENUM('DRAFT', 'SUBMITTED', 'APPROVED', 'SANCTIONED', 'ORDERED', 'REJECTED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."purchase_kind" AS ENUM('SEATS', 'COURSE');--> statement-breakpoint
CREATE TYPE "public"."purchase_purpose" AS ENUM('NEW', 'ADDITION', 'RENEWAL');--> statement-breakpoint
CREATE TYPE "public"."employee_state" AS ENUM('ACTIVE', 'LEFT');--> statement-breakpoint
CREATE TYPE "public"."leaving_reason" AS ENUM('TRANSFER', 'RETIREMENT', 'DEATH', 'RESIGNATION');--> statement-breakpoint
CREATE TYPE "public"."seat_import_state" AS ENUM('QUEUED', 'RUNNING', 'FAILED', 'DONE');--> statement-breakpoint
CREATE TYPE "public"."seat_line_outcome" AS ENUM('ASSIGNED', 'UNCHANGED', 'REFUSED');--> statement-breakpoint
CREATE TYPE "public"."seat_release_reason" AS ENUM('REASSIGNED', 'NOT_NEEDED', 'TRANSFER', 'RETIREMENT', 'DEATH', 'RESIGNATION', 'SUBSCRIPTION_ENDED');--> statement-breakpoint
CREATE TYPE "public"."seat_state" AS ENUM('RESERVED', 'ACTIVE', 'RELEASED');--> statement-breakpoint
CREATE TYPE "public"."seat_transfer_state" AS ENUM('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."bank_statement_state" AS ENUM('QUEUED', 'RUNNING', 'FAILED', 'DONE');--> statement-breakpoint
CREATE TYPE "public"."statement_line_outcome" AS ENUM('RECORDED', 'KNOWN', 'NOT_A_CREDIT', 'REFUSED');--> statement-breakpoint
CREATE TYPE "public"."subscription_state" AS ENUM('PENDING', 'ACTIVE', 'GRACE', 'SUSPENDED', 'EXPIRED', 'CANCELLED');--> statement-breakpoint
CREATE TABLE "allocation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"source" "allocation_source" NOT NULL,
	"receipt_id" uuid,
	"tax_withheld_id" uuid,
	"credit_note_id" uuid,
	"amount_paise" bigint NOT NULL,
	"reverses_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "allocation_source_fits" CHECK ((source = 'RECEIPT') = (receipt_id is not null) and (source = 'TAX_WITHHELD') = (tax_withheld_id is not null)
    and (source = 'CREDIT_NOTE') = (credit_note_id is not null)),
	CONSTRAINT "allocation_sign" CHECK (case when reverses_id is null then amount_paise > 0 else amount_paise < 0 end)
);
--> statement-breakpoint
CREATE TABLE "credit_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"reason" text NOT NULL,
	"taxable_paise" bigint NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	"allocated_paise" bigint DEFAULT 0 NOT NULL,
	"refunded_paise" bigint DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "credit_note_sum" CHECK (total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and total_paise > 0),
	CONSTRAINT "credit_note_used" CHECK (allocated_paise >= 0 and refunded_paise >= 0 and allocated_paise + refunded_paise <= total_paise)
);
--> statement-breakpoint
CREATE TABLE "credit_note_line" (
	"credit_note_id" uuid NOT NULL,
	"invoice_line_id" uuid NOT NULL,
	"taxable_paise" bigint NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"provider_share_paise" bigint NOT NULL,
	CONSTRAINT "credit_note_line_credit_note_id_invoice_line_id_pk" PRIMARY KEY("credit_note_id","invoice_line_id"),
	CONSTRAINT "credit_note_line_range" CHECK (taxable_paise >= 0 and cgst_paise >= 0 and sgst_paise >= 0 and igst_paise >= 0 and provider_share_paise >= 0)
);
--> statement-breakpoint
CREATE TABLE "document_counter" (
	"supplier_gstin" text NOT NULL,
	"financial_year" text NOT NULL,
	"kind" "document_kind" NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_counter_supplier_gstin_financial_year_kind_pk" PRIMARY KEY("supplier_gstin","financial_year","kind")
);
--> statement-breakpoint
CREATE TABLE "expected_payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"due_on" date NOT NULL,
	"amount_paise" bigint NOT NULL,
	"reference" text NOT NULL,
	CONSTRAINT "expected_payment_seq_key" UNIQUE("invoice_id","seq"),
	CONSTRAINT "expected_payment_reference_key" UNIQUE("reference"),
	CONSTRAINT "expected_payment_form" CHECK (amount_paise > 0 and reference ~ '^[A-Z0-9]{6,25}$')
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"purchase_request_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"instalment_plan_id" uuid NOT NULL,
	"state" "invoice_state" NOT NULL,
	"number" text,
	"issued_on" date,
	"tax_rule_id" uuid,
	"place_of_supply" text,
	"place_reason" "place_reason",
	"taxable_paise" bigint NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	"settled_paise" bigint DEFAULT 0 NOT NULL,
	"credited_paise" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"issued_at" timestamp (6) with time zone,
	"closed_by" uuid,
	"state_reason" text,
	CONSTRAINT "invoice_request_key" UNIQUE("purchase_request_id"),
	CONSTRAINT "invoice_id_department_key" UNIQUE("id","department_id"),
	CONSTRAINT "invoice_sum" CHECK (total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and taxable_paise > 0),
	CONSTRAINT "invoice_settled_range" CHECK (settled_paise between 0 and total_paise and credited_paise between 0 and total_paise),
	CONSTRAINT "invoice_state_settled" CHECK (case state when 'SETTLED' then settled_paise = total_paise
    when 'PART_SETTLED' then settled_paise > 0 and settled_paise < total_paise
    when 'UNCOLLECTIBLE' then settled_paise < total_paise else settled_paise = 0 end),
	CONSTRAINT "invoice_issued" CHECK ((state in ('DRAFT', 'DISCARDED')) = (number is null) and (number is null) = (issued_on is null)
    and (number is null or (tax_rule_id is not null and place_of_supply is not null and place_reason is not null and issued_at is not null)))
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"description" text NOT NULL,
	"sac" text NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_paise" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"days_of_term" integer NOT NULL,
	"days_left" integer NOT NULL,
	"taxable_paise" bigint NOT NULL,
	"rate_basis_points" integer NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	"provider_id" uuid,
	"course_price_id" uuid,
	"provider_share_paise" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "invoice_line_seq_key" UNIQUE("invoice_id","seq"),
	CONSTRAINT "invoice_line_sum" CHECK (total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise),
	CONSTRAINT "invoice_line_share" CHECK (provider_share_paise between 0 and taxable_paise and (provider_share_paise = 0 or provider_id is not null))
);
--> statement-breakpoint
CREATE TABLE "issued_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "document_kind" NOT NULL,
	"supplier_gstin" text NOT NULL,
	"financial_year" text NOT NULL,
	"seq" integer NOT NULL,
	"number" text NOT NULL,
	"issued_on" date NOT NULL,
	"department_id" uuid,
	"subject_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"body_sha256" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "issued_document_subject_key" UNIQUE("subject_id"),
	CONSTRAINT "issued_document_seq_key" UNIQUE("supplier_gstin","financial_year","kind","seq"),
	CONSTRAINT "issued_document_number_form" CHECK (number ~ '^[A-Za-z0-9/-]{1,16}$')
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rail" "rail" NOT NULL,
	"external_id" text NOT NULL,
	"state" "receipt_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"currency" text NOT NULL,
	"received_on" date NOT NULL,
	"payer" text NOT NULL,
	"remarks" text NOT NULL,
	"match" "receipt_match" NOT NULL,
	"department_id" uuid,
	"proposed_invoice_id" uuid,
	"statement_id" uuid,
	"number" text,
	"allocated_paise" bigint DEFAULT 0 NOT NULL,
	"refunded_paise" bigint DEFAULT 0 NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp (6) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "receipt_amount" CHECK (amount_paise > 0 and currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "receipt_used" CHECK (allocated_paise >= 0 and refunded_paise >= 0 and allocated_paise + refunded_paise <= amount_paise),
	CONSTRAINT "receipt_only_succeeded_settles" CHECK (state = 'SUCCEEDED' or allocated_paise = 0),
	CONSTRAINT "receipt_currency" CHECK (currency = 'INR' or state in ('PENDING', 'FAILED')),
	CONSTRAINT "receipt_number" CHECK ((state in ('SUCCEEDED', 'REVERSED')) = (number is not null)),
	CONSTRAINT "receipt_four_eyes" CHECK (rail <> 'TRANSFER' or state not in ('SUCCEEDED', 'REVERSED') or (recorded_by is not null and decided_by is not null and recorded_by <> decided_by))
);
--> statement-breakpoint
CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"receipt_id" uuid,
	"credit_note_id" uuid,
	"state" "refund_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"reason" text NOT NULL,
	"utr" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (6) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "refund_utr_key" UNIQUE("utr"),
	CONSTRAINT "refund_amount" CHECK (amount_paise > 0 and (receipt_id is null) <> (credit_note_id is null)),
	CONSTRAINT "refund_paid" CHECK (state <> 'PAID' or (utr is not null and decided_by is not null and decided_by <> recorded_by))
);
--> statement-breakpoint
CREATE TABLE "tax_withheld" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"kind" "withholding_kind" NOT NULL,
	"state" "tax_withheld_state" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"expected_paise" bigint NOT NULL,
	"allocated_paise" bigint DEFAULT 0 NOT NULL,
	"certificate_number" text,
	"certificate_date" date,
	"claimed_by" uuid NOT NULL,
	"claimed_at" timestamp (6) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "tax_withheld_amount" CHECK (amount_paise > 0 and allocated_paise between 0 and amount_paise),
	CONSTRAINT "tax_withheld_evidenced" CHECK (state <> 'EVIDENCED' or (certificate_number is not null and certificate_date is not null and decided_by is not null))
);
--> statement-breakpoint
CREATE TABLE "idempotency_record" (
	"owner_id" uuid NOT NULL,
	"mutation" text NOT NULL,
	"key" text NOT NULL,
	"input_sha256" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "idempotency_record_owner_id_mutation_key_pk" PRIMARY KEY("owner_id","mutation","key")
);
--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "entry_kind" NOT NULL,
	"business_key" text NOT NULL,
	"booked_on" date NOT NULL,
	"subject_id" uuid NOT NULL,
	"department_id" uuid,
	"narration" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "journal_entry_business_key" UNIQUE("business_key")
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"account" "account" NOT NULL,
	"amount_paise" bigint NOT NULL,
	"booked_on" date NOT NULL,
	"department_id" uuid,
	"invoice_id" uuid,
	"invoice_line_id" uuid,
	"provider_id" uuid,
	CONSTRAINT "posting_amount" CHECK (amount_paise <> 0)
);
--> statement-breakpoint
CREATE TABLE "business_terms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"in_force_from" date NOT NULL,
	"reassignment_cap_basis_points" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"renewal_notice_days" integer NOT NULL,
	"quote_valid_days" integer NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "business_terms_in_force_key" UNIQUE("in_force_from"),
	CONSTRAINT "business_terms_range" CHECK (reassignment_cap_basis_points between 0 and 10000 and grace_days between 0 and 365
    and renewal_notice_days between 1 and 180 and quote_valid_days between 1 and 180)
);
--> statement-breakpoint
CREATE TABLE "collecting_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_name" text NOT NULL,
	"account_number" text NOT NULL,
	"ifsc" text NOT NULL,
	"bank_name" text NOT NULL,
	"in_force_from" date NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "collecting_account_in_force_key" UNIQUE("in_force_from"),
	CONSTRAINT "collecting_account_number_form" CHECK (account_number ~ '^[0-9]{9,18}$' and ifsc ~ '^[A-Z]{4}0[A-Z0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "course_price" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"basis" "price_basis" NOT NULL,
	"year_paise" bigint NOT NULL,
	"provider_share_basis_points" integer NOT NULL,
	"state" "course_price_state" NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (6) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"reason" text,
	CONSTRAINT "course_price_range" CHECK (year_paise between 100 and 100000000000 and provider_share_basis_points between 0 and 10000),
	CONSTRAINT "course_price_decided" CHECK (state = 'PROPOSED' or (decided_by is not null and decided_at is not null)),
	CONSTRAINT "course_price_four_eyes" CHECK (state not in ('APPROVED', 'REJECTED') or decided_by <> proposed_by)
);
--> statement-breakpoint
CREATE TABLE "instalment_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"legal_reference" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "instalment_plan_code_key" UNIQUE("code"),
	CONSTRAINT "instalment_plan_code_form" CHECK (code ~ '^[A-Z][A-Z0-9_]{1,39}$')
);
--> statement-breakpoint
CREATE TABLE "instalment_plan_part" (
	"plan_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"share_basis_points" integer NOT NULL,
	"due_days" integer NOT NULL,
	CONSTRAINT "instalment_plan_part_plan_id_seq_pk" PRIMARY KEY("plan_id","seq"),
	CONSTRAINT "instalment_plan_part_range" CHECK (seq between 1 and 12 and share_basis_points between 1 and 10000 and due_days between 0 and 365)
);
--> statement-breakpoint
CREATE TABLE "price_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seat_year_paise" bigint NOT NULL,
	"in_force_from" date NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "price_version_in_force_key" UNIQUE("in_force_from"),
	CONSTRAINT "price_version_range" CHECK (seat_year_paise between 1 and 1000000000)
);
--> statement-breakpoint
CREATE TABLE "tax_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sac" text NOT NULL,
	"kind" "tax_kind" NOT NULL,
	"rate_basis_points" integer NOT NULL,
	"description" text NOT NULL,
	"legal_reference" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "tax_rule_sac_form" CHECK (sac ~ '^99[0-9]{4}$'),
	CONSTRAINT "tax_rule_rate_range" CHECK (case kind when 'EXEMPT' then rate_basis_points = 0 else rate_basis_points between 1 and 10000 end)
);
--> statement-breakpoint
CREATE TABLE "tax_rule_in_force" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tax_rule_id" uuid NOT NULL,
	"in_force_from" date NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "tax_rule_in_force_key" UNIQUE("in_force_from")
);
--> statement-breakpoint
CREATE TABLE "purchase_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"kind" "purchase_kind" NOT NULL,
	"purpose" "purchase_purpose" NOT NULL,
	"state" "purchase_request_state" NOT NULL,
	"revision" integer NOT NULL,
	"quantity" bigint NOT NULL,
	"course_id" uuid,
	"basis" "price_basis",
	"subscription_id" uuid,
	"term_id" uuid,
	"starts_on" date NOT NULL,
	"instalment_plan_id" uuid NOT NULL,
	"justification" text NOT NULL,
	"budget_head" text NOT NULL,
	"requested_by" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"submitted_at" timestamp (6) with time zone,
	"approved_by" uuid,
	"approved_at" timestamp (6) with time zone,
	"sanction_number" text,
	"sanction_date" date,
	"sanction_paise" bigint,
	"sanction_budget_head" text,
	"sanctioned_by" uuid,
	"sanctioned_at" timestamp (6) with time zone,
	"ordered_by" uuid,
	"ordered_at" timestamp (6) with time zone,
	"quote_id" uuid,
	"closed_by" uuid,
	"closed_at" timestamp (6) with time zone,
	"state_reason" text,
	CONSTRAINT "purchase_request_id_department_key" UNIQUE("id","department_id"),
	CONSTRAINT "purchase_request_quantity_range" CHECK (quantity between 1 and 100000000),
	CONSTRAINT "purchase_request_kind_fits" CHECK ((kind = 'COURSE') = (course_id is not null) and (kind = 'COURSE') = (basis is not null)
    and (basis is distinct from 'WHOLE_DEPARTMENT' or quantity = 1)),
	CONSTRAINT "purchase_request_purpose_fits" CHECK ((purpose = 'NEW') = (subscription_id is null) and (purpose = 'NEW') = (term_id is null)),
	CONSTRAINT "purchase_request_made" CHECK (state in ('DRAFT', 'WITHDRAWN') or (requested_by is not null and submitted_at is not null)),
	CONSTRAINT "purchase_request_approved" CHECK (state not in ('APPROVED', 'SANCTIONED', 'ORDERED') or (approved_by is not null and approved_at is not null)),
	CONSTRAINT "purchase_request_sanctioned" CHECK (state not in ('SANCTIONED', 'ORDERED') or (sanction_number is not null and sanction_date is not null
    and sanction_paise > 0 and sanction_budget_head is not null and sanctioned_by is not null and sanctioned_at is not null)),
	CONSTRAINT "purchase_request_ordered" CHECK ((state = 'ORDERED') = (ordered_at is not null) and (state <> 'ORDERED' or (ordered_by is not null and quote_id is not null))),
	CONSTRAINT "purchase_request_four_eyes" CHECK (approved_by <> requested_by and sanctioned_by <> requested_by),
	CONSTRAINT "purchase_request_texts" CHECK (length(justification) <= 4000 and length(budget_head) <= 100 and length(sanction_number) <= 100)
);
--> statement-breakpoint
CREATE TABLE "quote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_request_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"price_version_id" uuid,
	"course_price_id" uuid,
	"tax_rule_id" uuid NOT NULL,
	"place_of_supply" text NOT NULL,
	"place_reason" "place_reason" NOT NULL,
	"taxable_paise" bigint NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	"valid_until" date NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "quote_sum" CHECK (total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and taxable_paise > 0)
);
--> statement-breakpoint
CREATE TABLE "quote_line" (
	"quote_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"description" text NOT NULL,
	"sac" text NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_paise" bigint NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"days_of_term" integer NOT NULL,
	"days_left" integer NOT NULL,
	"added_that_day" bigint NOT NULL,
	"taxable_paise" bigint NOT NULL,
	"rate_basis_points" integer NOT NULL,
	"cgst_paise" bigint NOT NULL,
	"sgst_paise" bigint NOT NULL,
	"igst_paise" bigint NOT NULL,
	"total_paise" bigint NOT NULL,
	CONSTRAINT "quote_line_quote_id_seq_pk" PRIMARY KEY("quote_id","seq"),
	CONSTRAINT "quote_line_sum" CHECK (total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise)
);
--> statement-breakpoint
CREATE TABLE "employee" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"user_id" uuid,
	"state" "employee_state" NOT NULL,
	"left_reason" "leaving_reason",
	"created_at" timestamp (6) with time zone NOT NULL,
	"left_at" timestamp (6) with time zone,
	CONSTRAINT "employee_id_department_key" UNIQUE("id","department_id"),
	CONSTRAINT "employee_email_key" UNIQUE("department_id","email"),
	CONSTRAINT "employee_email_form" CHECK (email = lower(email) and length(email) between 3 and 254 and email like '%_@_%'),
	CONSTRAINT "employee_name_length" CHECK (length(name) between 1 and 300 and length(code) between 1 and 60),
	CONSTRAINT "employee_left" CHECK ((state = 'LEFT') = (left_reason is not null and left_at is not null))
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscription_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"course_id" uuid,
	"employee_id" uuid NOT NULL,
	"user_id" uuid,
	"state" "seat_state" NOT NULL,
	"assigned_by" uuid,
	"assigned_at" timestamp (6) with time zone NOT NULL,
	"activated_at" timestamp (6) with time zone,
	"released_at" timestamp (6) with time zone,
	"release_reason" "seat_release_reason",
	CONSTRAINT "seat_active_has_account" CHECK (state <> 'ACTIVE' or (user_id is not null and activated_at is not null)),
	CONSTRAINT "seat_reserved_has_none" CHECK (state <> 'RESERVED' or (user_id is null and activated_at is null)),
	CONSTRAINT "seat_released" CHECK ((state = 'RELEASED') = (released_at is not null and release_reason is not null))
);
--> statement-breakpoint
CREATE TABLE "seat_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"state" "seat_import_state" NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"bytes_total" bigint NOT NULL,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"assigned" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"started_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "seat_import_upload_key" UNIQUE("upload_id"),
	CONSTRAINT "seat_import_position" CHECK (bytes_done between 0 and bytes_total)
);
--> statement-breakpoint
CREATE TABLE "seat_import_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"email" text,
	"outcome" "seat_line_outcome" NOT NULL,
	"seat_id" uuid,
	"code" text,
	"message" text,
	CONSTRAINT "seat_import_line_key" UNIQUE("import_id","line_no"),
	CONSTRAINT "seat_import_line_refused" CHECK ((outcome = 'REFUSED') = (message is not null))
);
--> statement-breakpoint
CREATE TABLE "seat_transfer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seat_id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"from_department_id" uuid NOT NULL,
	"to_department_id" uuid NOT NULL,
	"state" "seat_transfer_state" NOT NULL,
	"new_seat_id" uuid,
	"offered_by" uuid NOT NULL,
	"offered_at" timestamp (6) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (6) with time zone,
	"reason" text,
	CONSTRAINT "seat_transfer_elsewhere" CHECK (from_department_id <> to_department_id),
	CONSTRAINT "seat_transfer_accepted" CHECK ((state = 'ACCEPTED') = (new_seat_id is not null))
);
--> statement-breakpoint
CREATE TABLE "bank_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"upload_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"state" "bank_statement_state" NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"bytes_total" bigint NOT NULL,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"recorded" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"not_credits" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"started_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "bank_statement_upload_key" UNIQUE("upload_id"),
	CONSTRAINT "bank_statement_position" CHECK (bytes_done between 0 and bytes_total)
);
--> statement-breakpoint
CREATE TABLE "bank_statement_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"outcome" "statement_line_outcome" NOT NULL,
	"value_date" date,
	"utr" text,
	"amount_paise" bigint,
	"currency" text,
	"remarks" text,
	"receipt_id" uuid,
	"message" text,
	CONSTRAINT "bank_statement_line_key" UNIQUE("statement_id","line_no"),
	CONSTRAINT "bank_statement_line_refused" CHECK ((outcome = 'REFUSED') = (message is not null))
);
--> statement-breakpoint
CREATE TABLE "quantity_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"term_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"purpose" "purchase_purpose" NOT NULL,
	"purchase_request_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"added" bigint NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "quantity_change_request_key" UNIQUE("purchase_request_id"),
	CONSTRAINT "quantity_change_added" CHECK (added > 0)
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"kind" "purchase_kind" NOT NULL,
	"course_id" uuid,
	"basis" "price_basis",
	"state" "subscription_state" NOT NULL,
	"current_term_id" uuid,
	"reassignment_cap_basis_points" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"state_changed_at" timestamp (6) with time zone NOT NULL,
	"cancelled_at" timestamp (6) with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text,
	CONSTRAINT "subscription_id_department_key" UNIQUE("id","department_id"),
	CONSTRAINT "subscription_kind_fits" CHECK ((kind = 'COURSE') = (course_id is not null) and (kind = 'COURSE') = (basis is not null))
);
--> statement-breakpoint
CREATE TABLE "term" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscription_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"price_version_id" uuid,
	"course_price_id" uuid,
	"unit_paise" bigint NOT NULL,
	"quantity" bigint DEFAULT 0 NOT NULL,
	"assigned" bigint DEFAULT 0 NOT NULL,
	"active" bigint DEFAULT 0 NOT NULL,
	"reassigned" bigint DEFAULT 0 NOT NULL,
	"prior_term_id" uuid,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "term_seq_key" UNIQUE("subscription_id","seq"),
	CONSTRAINT "term_prior_key" UNIQUE("prior_term_id"),
	CONSTRAINT "term_id_department_key" UNIQUE("id","department_id"),
	CONSTRAINT "term_dates" CHECK (ends_on > starts_on),
	CONSTRAINT "term_seats_within_bought" CHECK (assigned between 0 and quantity),
	CONSTRAINT "term_counters" CHECK (active between 0 and assigned and reassigned >= 0)
);
--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_receipt_id_receipt_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_tax_withheld_id_tax_withheld_id_fk" FOREIGN KEY ("tax_withheld_id") REFERENCES "public"."tax_withheld"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_credit_note_id_credit_note_id_fk" FOREIGN KEY ("credit_note_id") REFERENCES "public"."credit_note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_line" ADD CONSTRAINT "credit_note_line_credit_note_id_credit_note_id_fk" FOREIGN KEY ("credit_note_id") REFERENCES "public"."credit_note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_note_line" ADD CONSTRAINT "credit_note_line_invoice_line_id_invoice_line_id_fk" FOREIGN KEY ("invoice_line_id") REFERENCES "public"."invoice_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_payment" ADD CONSTRAINT "expected_payment_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_purchase_request_id_purchase_request_id_fk" FOREIGN KEY ("purchase_request_id") REFERENCES "public"."purchase_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_term_id_term_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_instalment_plan_id_instalment_plan_id_fk" FOREIGN KEY ("instalment_plan_id") REFERENCES "public"."instalment_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_tax_rule_id_tax_rule_id_fk" FOREIGN KEY ("tax_rule_id") REFERENCES "public"."tax_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_closed_by_app_user_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_course_price_id_course_price_id_fk" FOREIGN KEY ("course_price_id") REFERENCES "public"."course_price"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issued_document" ADD CONSTRAINT "issued_document_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_proposed_invoice_id_invoice_id_fk" FOREIGN KEY ("proposed_invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_recorded_by_app_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_receipt_id_receipt_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_credit_note_id_credit_note_id_fk" FOREIGN KEY ("credit_note_id") REFERENCES "public"."credit_note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_recorded_by_app_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_withheld" ADD CONSTRAINT "tax_withheld_claimed_by_app_user_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_withheld" ADD CONSTRAINT "tax_withheld_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_withheld" ADD CONSTRAINT "tax_withheld_invoice_fk" FOREIGN KEY ("invoice_id","department_id") REFERENCES "public"."invoice"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_entry_id_journal_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."journal_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_invoice_line_id_invoice_line_id_fk" FOREIGN KEY ("invoice_line_id") REFERENCES "public"."invoice_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_terms" ADD CONSTRAINT "business_terms_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collecting_account" ADD CONSTRAINT "collecting_account_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_price" ADD CONSTRAINT "course_price_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_price" ADD CONSTRAINT "course_price_provider_id_organisation_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_price" ADD CONSTRAINT "course_price_proposed_by_app_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_price" ADD CONSTRAINT "course_price_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instalment_plan" ADD CONSTRAINT "instalment_plan_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instalment_plan_part" ADD CONSTRAINT "instalment_plan_part_plan_id_instalment_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."instalment_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_version" ADD CONSTRAINT "price_version_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rule" ADD CONSTRAINT "tax_rule_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rule_in_force" ADD CONSTRAINT "tax_rule_in_force_tax_rule_id_tax_rule_id_fk" FOREIGN KEY ("tax_rule_id") REFERENCES "public"."tax_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rule_in_force" ADD CONSTRAINT "tax_rule_in_force_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_term_id_term_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_instalment_plan_id_instalment_plan_id_fk" FOREIGN KEY ("instalment_plan_id") REFERENCES "public"."instalment_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_approved_by_app_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_sanctioned_by_app_user_id_fk" FOREIGN KEY ("sanctioned_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_ordered_by_app_user_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_quote_id_quote_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD CONSTRAINT "purchase_request_closed_by_app_user_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote" ADD CONSTRAINT "quote_price_version_id_price_version_id_fk" FOREIGN KEY ("price_version_id") REFERENCES "public"."price_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote" ADD CONSTRAINT "quote_course_price_id_course_price_id_fk" FOREIGN KEY ("course_price_id") REFERENCES "public"."course_price"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote" ADD CONSTRAINT "quote_tax_rule_id_tax_rule_id_fk" FOREIGN KEY ("tax_rule_id") REFERENCES "public"."tax_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote" ADD CONSTRAINT "quote_request_fk" FOREIGN KEY ("purchase_request_id","department_id") REFERENCES "public"."purchase_request"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_quote_id_quote_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee" ADD CONSTRAINT "employee_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employee" ADD CONSTRAINT "employee_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_assigned_by_app_user_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_subscription_fk" FOREIGN KEY ("subscription_id","department_id") REFERENCES "public"."subscription"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_employee_fk" FOREIGN KEY ("employee_id","department_id") REFERENCES "public"."employee"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_import" ADD CONSTRAINT "seat_import_upload_id_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."upload"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_import" ADD CONSTRAINT "seat_import_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_import" ADD CONSTRAINT "seat_import_subscription_fk" FOREIGN KEY ("subscription_id","department_id") REFERENCES "public"."subscription"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_import_line" ADD CONSTRAINT "seat_import_line_import_id_seat_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."seat_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_import_line" ADD CONSTRAINT "seat_import_line_seat_id_seat_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_seat_id_seat_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_employee_id_employee_id_fk" FOREIGN KEY ("employee_id") REFERENCES "public"."employee"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_from_department_id_organisation_id_fk" FOREIGN KEY ("from_department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_to_department_id_organisation_id_fk" FOREIGN KEY ("to_department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_new_seat_id_seat_id_fk" FOREIGN KEY ("new_seat_id") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_offered_by_app_user_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_transfer" ADD CONSTRAINT "seat_transfer_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_upload_id_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."upload"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_statement_id_bank_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_receipt_id_receipt_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quantity_change" ADD CONSTRAINT "quantity_change_term_fk" FOREIGN KEY ("term_id","department_id") REFERENCES "public"."term"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_department_id_organisation_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_current_term_id_term_id_fk" FOREIGN KEY ("current_term_id") REFERENCES "public"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_cancelled_by_app_user_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term" ADD CONSTRAINT "term_price_version_id_price_version_id_fk" FOREIGN KEY ("price_version_id") REFERENCES "public"."price_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term" ADD CONSTRAINT "term_course_price_id_course_price_id_fk" FOREIGN KEY ("course_price_id") REFERENCES "public"."course_price"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term" ADD CONSTRAINT "term_prior_term_id_term_id_fk" FOREIGN KEY ("prior_term_id") REFERENCES "public"."term"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term" ADD CONSTRAINT "term_subscription_fk" FOREIGN KEY ("subscription_id","department_id") REFERENCES "public"."subscription"("id","department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "allocation_invoice_idx" ON "allocation" USING btree ("invoice_id","created_at","id");--> statement-breakpoint
CREATE INDEX "allocation_receipt_idx" ON "allocation" USING btree ("receipt_id");--> statement-breakpoint
CREATE INDEX "allocation_tax_withheld_idx" ON "allocation" USING btree ("tax_withheld_id");--> statement-breakpoint
CREATE INDEX "allocation_credit_note_idx" ON "allocation" USING btree ("credit_note_id");--> statement-breakpoint
CREATE UNIQUE INDEX "allocation_reversed_once" ON "allocation" USING btree ("reverses_id") WHERE reverses_id is not null;--> statement-breakpoint
CREATE INDEX "credit_note_invoice_idx" ON "credit_note" USING btree ("invoice_id","id");--> statement-breakpoint
CREATE INDEX "credit_note_department_idx" ON "credit_note" USING btree ("department_id","created_at","id");--> statement-breakpoint
CREATE INDEX "credit_note_line_line_idx" ON "credit_note_line" USING btree ("invoice_line_id");--> statement-breakpoint
CREATE INDEX "expected_payment_due_idx" ON "expected_payment" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "invoice_department_idx" ON "invoice" USING btree ("department_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoice_state_idx" ON "invoice" USING btree ("state","issued_on","id");--> statement-breakpoint
CREATE INDEX "invoice_subscription_idx" ON "invoice" USING btree ("subscription_id","id");--> statement-breakpoint
CREATE INDEX "invoice_number_idx" ON "invoice" USING btree ("number");--> statement-breakpoint
CREATE INDEX "invoice_line_period_idx" ON "invoice_line" USING btree ("starts_on","ends_on");--> statement-breakpoint
CREATE INDEX "issued_document_number_idx" ON "issued_document" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "receipt_external_key" ON "receipt" USING btree ("rail","external_id") WHERE state <> 'FAILED';--> statement-breakpoint
CREATE INDEX "receipt_department_idx" ON "receipt" USING btree ("department_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "receipt_state_idx" ON "receipt" USING btree ("state","recorded_at","id");--> statement-breakpoint
CREATE INDEX "refund_department_idx" ON "refund" USING btree ("department_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "tax_withheld_invoice_idx" ON "tax_withheld" USING btree ("invoice_id","id");--> statement-breakpoint
CREATE INDEX "tax_withheld_department_idx" ON "tax_withheld" USING btree ("department_id","claimed_at","id");--> statement-breakpoint
CREATE INDEX "idempotency_record_created_idx" ON "idempotency_record" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "journal_entry_booked_idx" ON "journal_entry" USING btree ("booked_on","id");--> statement-breakpoint
CREATE INDEX "journal_entry_subject_idx" ON "journal_entry" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "journal_entry_department_idx" ON "journal_entry" USING btree ("department_id","booked_on","id");--> statement-breakpoint
CREATE INDEX "posting_entry_idx" ON "posting" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "posting_account_idx" ON "posting" USING btree ("account","booked_on","amount_paise");--> statement-breakpoint
CREATE INDEX "posting_invoice_idx" ON "posting" USING btree ("invoice_id","account");--> statement-breakpoint
CREATE INDEX "posting_line_idx" ON "posting" USING btree ("invoice_line_id","account") WHERE invoice_line_id is not null;--> statement-breakpoint
CREATE INDEX "posting_provider_idx" ON "posting" USING btree ("provider_id","account","booked_on") WHERE provider_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "course_price_one_proposed" ON "course_price" USING btree ("course_id","basis") WHERE state = 'PROPOSED';--> statement-breakpoint
CREATE INDEX "course_price_course_idx" ON "course_price" USING btree ("course_id","basis","decided_at");--> statement-breakpoint
CREATE INDEX "course_price_state_idx" ON "course_price" USING btree ("state","proposed_at","id");--> statement-breakpoint
CREATE INDEX "purchase_request_department_idx" ON "purchase_request" USING btree ("department_id","created_at","id");--> statement-breakpoint
CREATE INDEX "purchase_request_state_idx" ON "purchase_request" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_request_one_renewal" ON "purchase_request" USING btree ("term_id") WHERE purpose = 'RENEWAL' and state not in ('REJECTED', 'WITHDRAWN');--> statement-breakpoint
CREATE INDEX "quote_request_idx" ON "quote" USING btree ("purchase_request_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "employee_code_live" ON "employee" USING btree ("department_id","code") WHERE code is not null and state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "employee_email_idx" ON "employee" USING btree ("email");--> statement-breakpoint
CREATE INDEX "employee_user_idx" ON "employee" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "seat_one_live" ON "seat" USING btree ("employee_id",coalesce("course_id", '00000000-0000-0000-0000-000000000000')) WHERE state <> 'RELEASED';--> statement-breakpoint
CREATE INDEX "seat_subscription_idx" ON "seat" USING btree ("subscription_id","state","id");--> statement-breakpoint
CREATE INDEX "seat_employee_idx" ON "seat" USING btree ("employee_id","id");--> statement-breakpoint
CREATE INDEX "seat_user_live_idx" ON "seat" USING btree ("user_id") WHERE state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "seat_import_department_idx" ON "seat_import" USING btree ("department_id","created_at","id");--> statement-breakpoint
CREATE INDEX "seat_import_line_outcome_idx" ON "seat_import_line" USING btree ("import_id","outcome","line_no");--> statement-breakpoint
CREATE UNIQUE INDEX "seat_transfer_one_offered" ON "seat_transfer" USING btree ("seat_id") WHERE state = 'OFFERED';--> statement-breakpoint
CREATE INDEX "seat_transfer_from_idx" ON "seat_transfer" USING btree ("from_department_id","offered_at","id");--> statement-breakpoint
CREATE INDEX "seat_transfer_to_idx" ON "seat_transfer" USING btree ("to_department_id","offered_at","id");--> statement-breakpoint
CREATE INDEX "bank_statement_created_idx" ON "bank_statement" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "bank_statement_line_outcome_idx" ON "bank_statement_line" USING btree ("statement_id","outcome","line_no");--> statement-breakpoint
CREATE INDEX "quantity_change_term_idx" ON "quantity_change" USING btree ("term_id","effective_on");--> statement-breakpoint
CREATE INDEX "subscription_department_idx" ON "subscription" USING btree ("department_id","created_at","id");--> statement-breakpoint
CREATE INDEX "subscription_state_idx" ON "subscription" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_one_live" ON "subscription" USING btree ("department_id",coalesce("course_id", '00000000-0000-0000-0000-000000000000')) WHERE state not in ('EXPIRED', 'CANCELLED');--> statement-breakpoint
CREATE INDEX "term_ends_idx" ON "term" USING btree ("ends_on","id");--> statement-breakpoint
-- allowed: constraint: the column is new and empty in every row
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_address_length" CHECK (length(address) <= 500);