-- The address by which a person is known to a department before he joins it: that of his token, once it is verified.
CREATE FUNCTION app_verified_email() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT lower(u.email) FROM app_user u WHERE u.id = app_user_id() AND u.email_verified
$$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
  own text;
BEGIN
  -- A department's affairs are its own and the platform's.
  FOREACH t IN ARRAY ARRAY['purchase_request', 'quote', 'subscription', 'term', 'quantity_change', 'employee', 'seat', 'seat_import',
    'seat_import_line', 'invoice', 'invoice_line', 'expected_payment', 'credit_note', 'receipt', 'tax_withheld', 'allocation', 'refund',
    'issued_document', 'journal_entry', 'posting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    own := '(department_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()))';
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING %s', t, own);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK %s', t, own);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING %s', t, own);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['quote_line', 'credit_note_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    own := CASE t WHEN 'quote_line' THEN '(EXISTS (SELECT 1 FROM quote q WHERE q.id = quote_id))'
      ELSE '(EXISTS (SELECT 1 FROM credit_note n WHERE n.id = credit_note_id))' END;
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING %s', t, own);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK %s', t, own);
  END LOOP;
  -- The bank's statements are the platform's alone.
  FOREACH t IN ARRAY ARRAY['bank_statement', 'bank_statement_line'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I USING ((SELECT app_sees_all()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE idempotency_record ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE idempotency_record FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own ON idempotency_record USING (
  owner_id = coalesce((SELECT app_organisation_id()), (SELECT app_user_id())) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
ALTER TABLE course_price ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE course_price FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON course_price FOR SELECT USING (
  state = 'APPROVED' OR provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY adds ON course_price FOR INSERT WITH CHECK (provider_id = (SELECT app_organisation_id()) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
CREATE POLICY changes ON course_price FOR UPDATE USING (provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
ALTER TABLE seat_transfer ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE seat_transfer FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY reads ON seat_transfer FOR SELECT USING (
  (SELECT app_organisation_id()) IN (from_department_id, to_department_id) OR (SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY adds ON seat_transfer FOR INSERT WITH CHECK (from_department_id = (SELECT app_organisation_id()) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
CREATE POLICY changes ON seat_transfer FOR UPDATE USING (
  (SELECT app_organisation_id()) IN (from_department_id, to_department_id) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
-- An employee is known to himself, and, while he is offered to another department, to that department.
CREATE POLICY own_reads ON employee FOR SELECT USING (
  user_id = (SELECT app_user_id()) OR email = (SELECT app_verified_email()));
--> statement-breakpoint
CREATE POLICY own_changes ON employee FOR UPDATE USING (user_id = (SELECT app_user_id()) OR email = (SELECT app_verified_email()));
--> statement-breakpoint
CREATE POLICY offered_reads ON employee FOR SELECT USING (EXISTS (SELECT 1 FROM seat_transfer t
  WHERE t.employee_id = employee.id AND t.to_department_id = (SELECT app_organisation_id())));
--> statement-breakpoint
CREATE POLICY offered_changes ON employee FOR UPDATE USING (EXISTS (SELECT 1 FROM seat_transfer t
  WHERE t.employee_id = employee.id AND t.to_department_id = (SELECT app_organisation_id()) AND t.state = 'OFFERED'));
--> statement-breakpoint
CREATE POLICY own_reads ON seat FOR SELECT USING (user_id = (SELECT app_user_id())
  OR EXISTS (SELECT 1 FROM employee e WHERE e.id = seat.employee_id AND e.email = (SELECT app_verified_email())));
--> statement-breakpoint
CREATE POLICY own_changes ON seat FOR UPDATE USING (user_id = (SELECT app_user_id())
  OR EXISTS (SELECT 1 FROM employee e WHERE e.id = seat.employee_id AND e.email = (SELECT app_verified_email())));
--> statement-breakpoint
CREATE POLICY offered_reads ON seat FOR SELECT USING (EXISTS (SELECT 1 FROM seat_transfer t
  WHERE t.seat_id = seat.id AND t.to_department_id = (SELECT app_organisation_id())));
--> statement-breakpoint
CREATE POLICY offered_changes ON seat FOR UPDATE USING (EXISTS (SELECT 1 FROM seat_transfer t
  WHERE t.seat_id = seat.id AND t.to_department_id = (SELECT app_organisation_id()) AND t.state = 'OFFERED'));
--> statement-breakpoint
-- What the application's role may do, and no more: counters, sums and numbers of documents are the guards'.
GRANT SELECT, INSERT ON price_version, tax_rule, tax_rule_in_force, business_terms, instalment_plan, instalment_plan_part, collecting_account,
  quote, quote_line, quantity_change, seat_import_line, issued_document, expected_payment, credit_note_line, allocation, journal_entry,
  posting, bank_statement_line TO marketplace_app;
--> statement-breakpoint
GRANT SELECT ON document_counter TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, reason) ON course_price TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, revision, quantity, course_id, basis, starts_on, instalment_plan_id, justification, budget_head,
  requested_by, updated_at, submitted_at, approved_by, approved_at, sanction_number, sanction_date, sanction_paise, sanction_budget_head,
  sanctioned_by, sanctioned_at, ordered_by, ordered_at, quote_id, closed_by, closed_at, state_reason) ON purchase_request TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, current_term_id, state_changed_at, cancelled_at, cancelled_by, cancel_reason) ON subscription TO marketplace_app;
--> statement-breakpoint
-- (A column that nobody needs to change, so that the row can be locked: the guards move the others.)
GRANT SELECT, INSERT, UPDATE (created_at) ON term TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (name, code, user_id, state, left_reason, left_at) ON employee TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, user_id, activated_at, released_at, release_reason) ON seat TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, new_seat_id, decided_by, decided_at, reason) ON seat_transfer TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, bytes_done, lines_done, assigned, unchanged, refused, failure, started_at, finished_at) ON seat_import TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, bytes_done, lines_done, recorded, known, not_credits, refused, failure, started_at, finished_at)
  ON bank_statement TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, number, issued_on, issued_at, tax_rule_id, place_of_supply, place_reason, taxable_paise, cgst_paise,
  sgst_paise, igst_paise, total_paise, closed_by, state_reason) ON invoice TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (sac, rate_basis_points, cgst_paise, sgst_paise, igst_paise, total_paise) ON invoice_line TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (created_at) ON credit_note TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, department_id, match, number, decided_by, decided_at, state_reason) ON receipt TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, certificate_number, certificate_date, decided_by, decided_at, state_reason) ON tax_withheld TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, utr, decided_by, decided_at, state_reason) ON refund TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (result), DELETE ON idempotency_record TO marketplace_app;
--> statement-breakpoint
GRANT UPDATE (address) ON organisation TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON price_version, tax_rule, tax_rule_in_force, business_terms, instalment_plan, instalment_plan_part,
  collecting_account, course_price, purchase_request, quote, quote_line, subscription, term, quantity_change, employee, seat, seat_transfer,
  seat_import, seat_import_line, document_counter, issued_document, invoice, invoice_line, expected_payment, credit_note, credit_note_line,
  receipt, tax_withheld, allocation, refund, journal_entry, posting, bank_statement, bank_statement_line, idempotency_record
  TO marketplace_guard;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION next_document_seq(text, text, document_kind) OWNER TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION app_verified_email() OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION next_document_seq(text, text, document_kind), app_verified_email() TO marketplace_app;
