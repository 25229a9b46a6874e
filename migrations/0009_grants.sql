-- What the application's role may do, and no more. Columns that only guards may write are not granted:
-- a round's policy, a stage's quorum, a finding's severity, a decision once made.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO marketplace_app;
--> statement-breakpoint
REVOKE ALL ON dead_letter FROM marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, name, about, website, gstin, state_code, registration_kind, registration_number, decided_at, state_reason)
  ON organisation TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (roles, specialisms, state, ended_at) ON membership TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, accepted_by, closed_at) ON invitation TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (slug) ON course TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, revision, title, summary, description, languages, level, duration_seconds, captions, transcript,
  sign_language, licence, inclusion, price_paise, approved_round_id, updated_at, submitted_at, approved_at, published_at,
  closed_at, state_reason) ON course_version TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON module, content_item, course_version_competency, collection, collection_course TO marketplace_app;
--> statement-breakpoint
GRANT INSERT ON review_policy, review_policy_stage, decision, finding_message, audit_event TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, closed_at) ON review_round TO marketplace_app;
--> statement-breakpoint
GRANT UPDATE (state, opened_at, due_at, closed_at) ON review_stage TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, closed_at) ON review_assignment TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, resolved_by, resolved_at) ON finding TO marketplace_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (sent_at, error) ON mail_message TO marketplace_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION emit_event(text, jsonb, text), seal_audit_events(integer), app_scope(), app_organisation_id(),
  app_user_id(), app_sees_all(), resolve_person(uuid, text, text, text, boolean, text, timestamptz),
  policy_in_force(uuid, timestamptz) TO marketplace_app;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
