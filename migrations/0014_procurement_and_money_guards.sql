INSERT INTO guard.lifecycle_move (machine, from_state, to_state) VALUES
  ('course_price', 'PROPOSED', 'APPROVED'),
  ('course_price', 'PROPOSED', 'REJECTED'),
  ('course_price', 'PROPOSED', 'WITHDRAWN'),
  ('purchase_request', 'DRAFT', 'SUBMITTED'),
  ('purchase_request', 'DRAFT', 'WITHDRAWN'),
  ('purchase_request', 'SUBMITTED', 'APPROVED'),
  ('purchase_request', 'SUBMITTED', 'REJECTED'),
  ('purchase_request', 'SUBMITTED', 'WITHDRAWN'),
  ('purchase_request', 'APPROVED', 'SANCTIONED'),
  ('purchase_request', 'APPROVED', 'REJECTED'),
  ('purchase_request', 'APPROVED', 'WITHDRAWN'),
  ('purchase_request', 'SANCTIONED', 'ORDERED'),
  ('purchase_request', 'SANCTIONED', 'WITHDRAWN'),
  ('subscription', 'PENDING', 'ACTIVE'),
  ('subscription', 'PENDING', 'CANCELLED'),
  ('subscription', 'ACTIVE', 'GRACE'),
  ('subscription', 'ACTIVE', 'EXPIRED'),
  ('subscription', 'GRACE', 'ACTIVE'),
  ('subscription', 'GRACE', 'SUSPENDED'),
  ('subscription', 'GRACE', 'EXPIRED'),
  ('subscription', 'SUSPENDED', 'ACTIVE'),
  ('subscription', 'SUSPENDED', 'EXPIRED'),
  ('seat', 'RESERVED', 'ACTIVE'),
  ('seat', 'RESERVED', 'RELEASED'),
  ('seat', 'ACTIVE', 'RELEASED'),
  ('employee', 'ACTIVE', 'LEFT'),
  ('employee', 'LEFT', 'ACTIVE'),
  ('seat_transfer', 'OFFERED', 'ACCEPTED'),
  ('seat_transfer', 'OFFERED', 'DECLINED'),
  ('seat_transfer', 'OFFERED', 'WITHDRAWN'),
  ('seat_import', 'QUEUED', 'RUNNING'),
  ('seat_import', 'QUEUED', 'FAILED'),
  ('seat_import', 'RUNNING', 'DONE'),
  ('seat_import', 'RUNNING', 'FAILED'),
  ('seat_import', 'FAILED', 'QUEUED'),
  ('bank_statement', 'QUEUED', 'RUNNING'),
  ('bank_statement', 'QUEUED', 'FAILED'),
  ('bank_statement', 'RUNNING', 'DONE'),
  ('bank_statement', 'RUNNING', 'FAILED'),
  ('bank_statement', 'FAILED', 'QUEUED'),
  ('invoice', 'DRAFT', 'ISSUED'),
  ('invoice', 'DRAFT', 'DISCARDED'),
  ('invoice', 'ISSUED', 'PART_SETTLED'),
  ('invoice', 'ISSUED', 'SETTLED'),
  ('invoice', 'ISSUED', 'UNCOLLECTIBLE'),
  ('invoice', 'PART_SETTLED', 'SETTLED'),
  ('invoice', 'PART_SETTLED', 'ISSUED'),
  ('invoice', 'PART_SETTLED', 'UNCOLLECTIBLE'),
  ('invoice', 'SETTLED', 'PART_SETTLED'),
  ('invoice', 'SETTLED', 'ISSUED'),
  ('receipt', 'PENDING', 'SUCCEEDED'),
  ('receipt', 'PENDING', 'FAILED'),
  ('receipt', 'SUCCEEDED', 'REVERSED'),
  ('tax_withheld', 'CLAIMED', 'EVIDENCED'),
  ('tax_withheld', 'CLAIMED', 'DISALLOWED'),
  ('refund', 'PENDING', 'PAID'),
  ('refund', 'PENDING', 'REJECTED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON course_price FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('course_price', 'PROPOSED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON purchase_request FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('purchase_request', 'DRAFT');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON subscription FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('subscription', 'PENDING');
--> statement-breakpoint
-- A seat begins RESERVED, or ACTIVE where the employee has an account: its checks say which.
CREATE TRIGGER a_lifecycle BEFORE UPDATE ON seat FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('seat', 'RESERVED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON employee FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('employee', 'ACTIVE');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON seat_transfer FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('seat_transfer', 'OFFERED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON seat_import FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('seat_import', 'QUEUED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON bank_statement FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('bank_statement', 'QUEUED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('invoice', 'DRAFT');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('receipt', 'PENDING');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON tax_withheld FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('tax_withheld', 'CLAIMED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('refund', 'PENDING');
--> statement-breakpoint
-- What is only ever added to.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['price_version', 'tax_rule', 'tax_rule_in_force', 'business_terms', 'instalment_plan', 'instalment_plan_part',
    'collecting_account', 'quote', 'quote_line', 'quantity_change', 'issued_document', 'expected_payment', 'credit_note_line',
    'allocation', 'journal_entry', 'posting', 'seat_import_line', 'bank_statement_line'] LOOP
    EXECUTE format('CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION guard.never()', t);
    EXECUTE format('CREATE TRIGGER a_never_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION guard.never()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Refuses in the words of a constraint, which the application turns into a sentence.
CREATE FUNCTION guard.refuse(constraint_name text, why text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING errcode = 'check_violation', constraint = constraint_name, message = why;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.refuse(text, text) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.holds_role(person uuid, organisation uuid, wanted role) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM membership m JOIN organisation o ON o.id = m.organisation_id
    WHERE m.user_id = person AND m.state = 'ACTIVE' AND wanted = ANY (m.roles)
      AND (m.organisation_id = organisation OR (organisation IS NULL AND o.kind = 'PLATFORM')))
$$;
--> statement-breakpoint
ALTER FUNCTION guard.holds_role(uuid, uuid, role) OWNER TO marketplace_guard;
--> statement-breakpoint
-- The parts of an instalment plan are the whole.
CREATE FUNCTION guard.instalment_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT coalesce(sum(p.share_basis_points), 0) FROM instalment_plan_part p WHERE p.plan_id = NEW.id) <> 10000 THEN
    PERFORM guard.refuse('instalment_plan_whole', 'the parts of an instalment plan add up to 10000 basis points');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.instalment_plan() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON instalment_plan DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.instalment_plan();
--> statement-breakpoint
CREATE FUNCTION guard.instalment_plan_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT sum(p.share_basis_points) FROM instalment_plan_part p WHERE p.plan_id = NEW.plan_id) <> 10000 THEN
    PERFORM guard.refuse('instalment_plan_whole', 'no part is added to an instalment plan that is whole');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.instalment_plan_part() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON instalment_plan_part DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.instalment_plan_part();
--> statement-breakpoint
-- The price list is kept by PLATFORM_ADMINs, and nothing in it is dated back. What an installation begins with is nobody's.
CREATE FUNCTION guard.price_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.created_by IS NULL THEN
    IF NOT pg_has_role(session_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
      PERFORM guard.refuse('price_list_keeper', 'somebody answers for each entry of the price list');
    END IF;
    RETURN NEW;
  END IF;
  IF NOT guard.holds_role(NEW.created_by, NULL, 'PLATFORM_ADMIN') THEN
    PERFORM guard.refuse('price_list_keeper', 'a PLATFORM_ADMIN keeps the price list');
  END IF;
  IF (to_jsonb(NEW) ->> 'in_force_from')::date < (NEW.created_at AT TIME ZONE 'Asia/Kolkata')::date THEN
    PERFORM guard.refuse('price_list_not_past', 'nothing comes into force before the day on which it is made');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.price_list() OWNER TO marketplace_guard;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['price_version', 'tax_rule', 'tax_rule_in_force', 'business_terms', 'instalment_plan', 'collecting_account'] LOOP
    EXECUTE format('CREATE TRIGGER b_guard BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION guard.price_list()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- What was asked for stays as it was approved; the checker is an approving authority of the department and not the maker; an
-- order is of a quote of this very request, within the sanction.
CREATE FUNCTION guard.purchase_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  q quote;
BEGIN
  IF (NEW.id, NEW.department_id, NEW.kind, NEW.purpose, NEW.subscription_id, NEW.term_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.department_id, OLD.kind, OLD.purpose, OLD.subscription_id, OLD.term_id, OLD.created_at) THEN
    PERFORM guard.refuse('purchase_request_identity', 'a purchase request keeps what it is for');
  END IF;
  IF OLD.state <> 'DRAFT' AND (NEW.quantity, NEW.course_id, NEW.basis, NEW.instalment_plan_id, NEW.justification,
      NEW.budget_head, NEW.requested_by, NEW.submitted_at, NEW.starts_on, NEW.revision)
    IS DISTINCT FROM (OLD.quantity, OLD.course_id, OLD.basis, OLD.instalment_plan_id, OLD.justification,
      OLD.budget_head, OLD.requested_by, OLD.submitted_at, OLD.starts_on, OLD.revision) THEN
    PERFORM guard.refuse('purchase_request_frozen', 'a purchase request is frozen from its submission on');
  END IF;
  IF (OLD.approved_by IS NOT NULL AND (NEW.approved_by, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by, OLD.approved_at))
    OR (OLD.sanctioned_by IS NOT NULL AND (NEW.sanctioned_by, NEW.sanctioned_at, NEW.sanction_number, NEW.sanction_date, NEW.sanction_paise, NEW.sanction_budget_head)
      IS DISTINCT FROM (OLD.sanctioned_by, OLD.sanctioned_at, OLD.sanction_number, OLD.sanction_date, OLD.sanction_paise, OLD.sanction_budget_head)) THEN
    PERFORM guard.refuse('purchase_request_decided', 'an approval and a sanction stay as they were given');
  END IF;
  IF NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' AND NOT guard.holds_role(NEW.approved_by, NEW.department_id, 'APPROVING_AUTHORITY') THEN
    PERFORM guard.refuse('purchase_request_approver', 'an APPROVING_AUTHORITY of the department approves');
  END IF;
  IF NEW.state = 'SANCTIONED' AND OLD.state <> 'SANCTIONED' AND NOT guard.holds_role(NEW.sanctioned_by, NEW.department_id, 'APPROVING_AUTHORITY') THEN
    PERFORM guard.refuse('purchase_request_approver', 'an APPROVING_AUTHORITY of the department sanctions');
  END IF;
  IF NEW.state = 'ORDERED' AND OLD.state <> 'ORDERED' THEN
    SELECT * INTO q FROM quote WHERE id = NEW.quote_id AND purchase_request_id = NEW.id AND revision = NEW.revision;
    IF q.id IS NULL THEN
      PERFORM guard.refuse('purchase_request_quote', 'an order is of a quote of this request as it stands');
    END IF;
    IF q.total_paise > NEW.sanction_paise THEN
      PERFORM guard.refuse('purchase_request_within_sanction', 'an order stays within its sanction');
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.purchase_request() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON purchase_request FOR EACH ROW EXECUTE FUNCTION guard.purchase_request();
--> statement-breakpoint
CREATE FUNCTION guard.course_price() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM course c WHERE c.id = NEW.course_id AND c.provider_id = NEW.provider_id) THEN
      PERFORM guard.refuse('course_price_owner', 'a provider prices its own courses');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'PROPOSED' OR (NEW.id, NEW.course_id, NEW.provider_id, NEW.basis, NEW.year_paise, NEW.provider_share_basis_points, NEW.proposed_by, NEW.proposed_at)
    IS DISTINCT FROM (OLD.id, OLD.course_id, OLD.provider_id, OLD.basis, OLD.year_paise, OLD.provider_share_basis_points, OLD.proposed_by, OLD.proposed_at) THEN
    PERFORM guard.refuse('course_price_frozen', 'a price is decided as it was proposed, once');
  END IF;
  IF NEW.state IN ('APPROVED', 'REJECTED') AND NOT guard.holds_role(NEW.decided_by, NULL, 'PLATFORM_ADMIN') THEN
    PERFORM guard.refuse('course_price_decider', 'a PLATFORM_ADMIN decides on prices');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.course_price() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON course_price FOR EACH ROW EXECUTE FUNCTION guard.course_price();
--> statement-breakpoint
CREATE TRIGGER a_never BEFORE DELETE ON course_price FOR EACH ROW EXECUTE FUNCTION guard.never();
--> statement-breakpoint
CREATE TRIGGER a_never_truncate BEFORE TRUNCATE ON course_price FOR EACH STATEMENT EXECUTE FUNCTION guard.never();
--> statement-breakpoint
-- allowed: constraint: the table was made by the migration before this one
ALTER TABLE quantity_change ADD CONSTRAINT quantity_change_request_fk
  FOREIGN KEY (purchase_request_id, department_id) REFERENCES purchase_request (id, department_id);
--> statement-breakpoint
-- The quantity of a term is the sum of its changes. A term that follows another holds at least the seats assigned by then.
CREATE FUNCTION guard.quantity_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  t term;
BEGIN
  UPDATE term SET quantity = quantity + NEW.added WHERE id = NEW.term_id RETURNING * INTO t;
  IF t.prior_term_id IS NOT NULL THEN
    PERFORM 1 FROM term p WHERE p.id = t.prior_term_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM term p JOIN subscription s ON s.current_term_id = p.id WHERE p.id = t.prior_term_id AND p.assigned > t.quantity) THEN
      PERFORM guard.refuse('term_below_assigned', 'a renewal covers the seats that are assigned');
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.quantity_change() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_quantity AFTER INSERT ON quantity_change FOR EACH ROW EXECUTE FUNCTION guard.quantity_change();
--> statement-breakpoint
-- Nobody has seats without a sanctioned order of as many.
CREATE FUNCTION guard.quantity_ordered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM purchase_request r WHERE r.id = NEW.purchase_request_id AND r.state = 'ORDERED'
    AND r.quantity = NEW.added AND r.purpose = NEW.purpose AND r.department_id = NEW.department_id) THEN
    PERFORM guard.refuse('quantity_change_ordered', 'seats come of an order of as many');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.quantity_ordered() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_ordered AFTER INSERT ON quantity_change DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.quantity_ordered();
--> statement-breakpoint
-- A new term begins with nothing: quantity and counters come of the changes and the seats.
CREATE FUNCTION guard.term() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.quantity := 0;
  NEW.assigned := 0;
  NEW.active := 0;
  NEW.reassigned := 0;
  IF NEW.prior_term_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM term p WHERE p.id = NEW.prior_term_id
    AND p.subscription_id = NEW.subscription_id AND p.ends_on = NEW.starts_on AND p.seq = NEW.seq - 1) THEN
    PERFORM guard.refuse('term_follows', 'a term begins on the day on which the one before it ends');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.term() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON term FOR EACH ROW EXECUTE FUNCTION guard.term();
--> statement-breakpoint
-- The next term takes the seats over: its counters begin where the others stand.
CREATE FUNCTION guard.subscription() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.department_id, NEW.kind, NEW.course_id, NEW.basis) IS DISTINCT FROM (OLD.id, OLD.department_id, OLD.kind, OLD.course_id, OLD.basis) THEN
    PERFORM guard.refuse('subscription_identity', 'a subscription keeps what it is for');
  END IF;
  IF NEW.current_term_id IS DISTINCT FROM OLD.current_term_id THEN
    IF NOT EXISTS (SELECT 1 FROM term t WHERE t.id = NEW.current_term_id AND t.subscription_id = NEW.id
      AND t.prior_term_id IS NOT DISTINCT FROM OLD.current_term_id) THEN
      PERFORM guard.refuse('subscription_term', 'a term is followed by the one that was ordered to follow it');
    END IF;
    IF OLD.current_term_id IS NOT NULL THEN
      PERFORM 1 FROM term t WHERE t.id = OLD.current_term_id FOR UPDATE;
      UPDATE term n SET assigned = o.assigned, active = o.active FROM term o WHERE n.id = NEW.current_term_id AND o.id = OLD.current_term_id;
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.subscription() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON subscription FOR EACH ROW EXECUTE FUNCTION guard.subscription();
--> statement-breakpoint
-- Counts seats by statement: one guarded UPDATE of the term however many rows. The check of the term refuses a seat too many.
CREATE FUNCTION guard.seats_counted(subscription uuid, live bigint, live_active bigint, given_back bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s subscription;
  t term;
BEGIN
  SELECT * INTO s FROM subscription x WHERE x.id = seats_counted.subscription FOR SHARE;
  IF live > 0 AND s.state NOT IN ('ACTIVE', 'GRACE') THEN
    PERFORM guard.refuse('seat_subscription_open', 'seats are assigned while the subscription is ACTIVE or in GRACE');
  END IF;
  UPDATE term x SET assigned = x.assigned + live, active = x.active + live_active, reassigned = x.reassigned + given_back
    WHERE x.id = s.current_term_id RETURNING * INTO t;
  IF live > 0 AND EXISTS (SELECT 1 FROM term n WHERE n.prior_term_id = t.id AND n.quantity < t.assigned) THEN
    PERFORM guard.refuse('seat_within_next_term', 'no more seats are assigned than the renewal that was ordered holds');
  END IF;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.seats_counted(uuid, bigint, bigint, bigint) OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE FUNCTION guard.seats_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r record;
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN employee e ON e.id = a.employee_id JOIN subscription s ON s.id = a.subscription_id
    WHERE e.state <> 'ACTIVE' OR a.state = 'RELEASED' OR a.user_id IS DISTINCT FROM e.user_id OR a.course_id IS DISTINCT FROM s.course_id
      OR s.basis = 'WHOLE_DEPARTMENT') THEN
    PERFORM guard.refuse('seat_fits', 'a seat is for an employee who is there, under his own account, of what the subscription is for');
  END IF;
  FOR r IN SELECT a.subscription_id, count(*) AS live, count(*) FILTER (WHERE a.state = 'ACTIVE') AS active
    FROM added a GROUP BY a.subscription_id ORDER BY a.subscription_id LOOP
    PERFORM guard.seats_counted(r.subscription_id, r.live, r.active, 0);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.seats_added() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_counted AFTER INSERT ON seat REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION guard.seats_added();
--> statement-breakpoint
CREATE FUNCTION guard.seats_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r record;
BEGIN
  IF EXISTS (SELECT 1 FROM was o JOIN became n ON n.id = o.id JOIN employee e ON e.id = n.employee_id
    WHERE (n.user_id IS DISTINCT FROM o.user_id AND (o.user_id IS NOT NULL OR n.user_id IS DISTINCT FROM e.user_id))
      OR (n.subscription_id, n.employee_id, n.course_id) IS DISTINCT FROM (o.subscription_id, o.employee_id, o.course_id)) THEN
    PERFORM guard.refuse('seat_fits', 'a seat stays with its employee and his own account');
  END IF;
  FOR r IN SELECT n.subscription_id,
      - count(*) FILTER (WHERE o.state <> 'RELEASED' AND n.state = 'RELEASED') AS live,
      count(*) FILTER (WHERE n.state = 'ACTIVE' AND o.state <> 'ACTIVE') - count(*) FILTER (WHERE o.state = 'ACTIVE' AND n.state <> 'ACTIVE') AS active,
      count(*) FILTER (WHERE o.state = 'ACTIVE' AND n.state = 'RELEASED' AND n.release_reason IN ('REASSIGNED', 'NOT_NEEDED')) AS given_back
    FROM was o JOIN became n ON n.id = o.id GROUP BY n.subscription_id ORDER BY n.subscription_id LOOP
    PERFORM guard.seats_counted(r.subscription_id, r.live, r.active, r.given_back);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.seats_changed() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_recounted AFTER UPDATE ON seat REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION guard.seats_changed();
--> statement-breakpoint
-- Documents. The number that comes next, its counter locked until the transaction ends; it is spent by the document itself.
CREATE FUNCTION next_document_seq(gstin text, year text, document document_kind) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  given integer;
BEGIN
  INSERT INTO document_counter (supplier_gstin, financial_year, kind, last) VALUES (gstin, year, document, 0) ON CONFLICT DO NOTHING;
  SELECT c.last INTO given FROM document_counter c WHERE c.supplier_gstin = gstin AND c.financial_year = year AND c.kind = document FOR UPDATE;
  RETURN given + 1;
END $$;
--> statement-breakpoint
CREATE FUNCTION guard.issued_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  april integer := extract(year FROM NEW.issued_on)::integer - CASE WHEN extract(month FROM NEW.issued_on) < 4 THEN 1 ELSE 0 END;
  prefix text := CASE NEW.kind WHEN 'INVOICE' THEN 'KB' WHEN 'CREDIT_NOTE' THEN 'KC' ELSE 'KR' END;
  given integer;
BEGIN
  IF NEW.financial_year <> lpad((april % 100)::text, 2, '0') || '-' || lpad(((april + 1) % 100)::text, 2, '0')
    OR NEW.number <> prefix || '/' || NEW.financial_year || '/' || lpad(NEW.seq::text, 7, '0') THEN
    PERFORM guard.refuse('issued_document_number', 'a document is numbered by its kind, financial year and place in the row');
  END IF;
  UPDATE document_counter c SET last = c.last + 1
    WHERE c.supplier_gstin = NEW.supplier_gstin AND c.financial_year = NEW.financial_year AND c.kind = NEW.kind RETURNING c.last INTO given;
  IF given IS DISTINCT FROM NEW.seq THEN
    PERFORM guard.refuse('issued_document_gapless', 'the next document has the next number');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.issued_document() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON issued_document FOR EACH ROW EXECUTE FUNCTION guard.issued_document();
--> statement-breakpoint
-- Frozen from the issue on, but for what follows from allocations and credit notes.
CREATE FUNCTION guard.invoice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.department_id, NEW.purchase_request_id, NEW.subscription_id, NEW.term_id, NEW.instalment_plan_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.department_id, OLD.purchase_request_id, OLD.subscription_id, OLD.term_id, OLD.instalment_plan_id, OLD.created_at)
    OR (OLD.state <> 'DRAFT' AND (NEW.number, NEW.issued_on, NEW.issued_at, NEW.tax_rule_id, NEW.place_of_supply, NEW.place_reason,
        NEW.taxable_paise, NEW.cgst_paise, NEW.sgst_paise, NEW.igst_paise, NEW.total_paise)
      IS DISTINCT FROM (OLD.number, OLD.issued_on, OLD.issued_at, OLD.tax_rule_id, OLD.place_of_supply, OLD.place_reason,
        OLD.taxable_paise, OLD.cgst_paise, OLD.sgst_paise, OLD.igst_paise, OLD.total_paise)) THEN
    PERFORM guard.refuse('invoice_frozen', 'an issued invoice is changed by a credit note only');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.invoice() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION guard.invoice();
--> statement-breakpoint
CREATE FUNCTION guard.invoice_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM invoice i WHERE i.id = coalesce(NEW.invoice_id, OLD.invoice_id) AND i.state = 'DRAFT' FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM guard.refuse('invoice_frozen', 'the lines of an issued invoice stay as they are');
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.invoice_line() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE OR DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION guard.invoice_line();
--> statement-breakpoint
-- What is issued adds up, has its document, its expected payments and its entry in the journal.
CREATE FUNCTION guard.invoice_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sums record;
BEGIN
  SELECT coalesce(sum(l.taxable_paise), 0) AS taxable, coalesce(sum(l.cgst_paise), 0) AS cgst, coalesce(sum(l.sgst_paise), 0) AS sgst,
    coalesce(sum(l.igst_paise), 0) AS igst INTO sums FROM invoice_line l WHERE l.invoice_id = NEW.id;
  IF (sums.taxable, sums.cgst, sums.sgst, sums.igst) IS DISTINCT FROM (NEW.taxable_paise, NEW.cgst_paise, NEW.sgst_paise, NEW.igst_paise) THEN
    PERFORM guard.refuse('invoice_adds_up', 'an invoice is the sum of its lines');
  END IF;
  IF (SELECT sum(p.amount_paise) FROM expected_payment p WHERE p.invoice_id = NEW.id) IS DISTINCT FROM NEW.total_paise THEN
    PERFORM guard.refuse('invoice_expected', 'the payments expected are the whole invoice');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM issued_document d WHERE d.subject_id = NEW.id AND d.kind = 'INVOICE' AND d.number = NEW.number AND d.issued_on = NEW.issued_on)
    OR NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'INVOICE_ISSUED:' || NEW.id) THEN
    PERFORM guard.refuse('invoice_recorded', 'an issued invoice has its document and its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.invoice_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_whole AFTER UPDATE OF state ON invoice DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state = 'DRAFT' AND NEW.state = 'ISSUED') EXECUTE FUNCTION guard.invoice_whole();
--> statement-breakpoint
-- What is given up is booked.
CREATE FUNCTION guard.invoice_written_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.closed_by IS NULL OR NOT guard.holds_role(NEW.closed_by, NULL, 'FINANCE_OFFICER')
    OR NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'INVOICE_WRITTEN_OFF:' || NEW.id) THEN
    PERFORM guard.refuse('invoice_written_off', 'a FINANCE_OFFICER gives an invoice up, with its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.invoice_written_off() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_written_off AFTER UPDATE OF state ON invoice DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'UNCOLLECTIBLE' AND OLD.state <> 'UNCOLLECTIBLE') EXECUTE FUNCTION guard.invoice_written_off();
--> statement-breakpoint
-- Expected payments are made at the issue, and not afterwards.
CREATE FUNCTION guard.expected_payment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM invoice i WHERE i.id = NEW.invoice_id AND i.state = 'DRAFT' FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM guard.refuse('invoice_frozen', 'payments are expected as they were when the invoice was issued');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.expected_payment() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON expected_payment FOR EACH ROW EXECUTE FUNCTION guard.expected_payment();
--> statement-breakpoint
-- Credit notes: of an issued invoice, never more than it.
CREATE FUNCTION guard.credit_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'allocated_paise' - 'refunded_paise' IS DISTINCT FROM to_jsonb(OLD) - 'allocated_paise' - 'refunded_paise' THEN
      PERFORM guard.refuse('credit_note_frozen', 'a credit note stays as it was issued');
    END IF;
    RETURN NEW;
  END IF;
  NEW.allocated_paise := 0;
  NEW.refunded_paise := 0;
  UPDATE invoice i SET credited_paise = i.credited_paise + NEW.total_paise
    WHERE i.id = NEW.invoice_id AND i.state IN ('ISSUED', 'PART_SETTLED', 'SETTLED');
  IF NOT FOUND THEN
    PERFORM guard.refuse('credit_note_of_issued', 'a credit note is of an invoice that is issued and not written off');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.credit_note() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON credit_note FOR EACH ROW EXECUTE FUNCTION guard.credit_note();
--> statement-breakpoint
CREATE FUNCTION guard.credit_note_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sums record;
  line invoice_line;
BEGIN
  PERFORM 1 FROM credit_note n WHERE n.id = NEW.credit_note_id AND n.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    PERFORM guard.refuse('credit_note_frozen', 'the lines of a credit note are written with it');
  END IF;
  SELECT l.* INTO line FROM invoice_line l JOIN credit_note n ON n.invoice_id = l.invoice_id
    WHERE l.id = NEW.invoice_line_id AND n.id = NEW.credit_note_id;
  SELECT sum(c.taxable_paise) AS taxable, sum(c.cgst_paise) AS cgst, sum(c.sgst_paise) AS sgst, sum(c.igst_paise) AS igst,
    sum(c.provider_share_paise) AS share INTO sums FROM credit_note_line c WHERE c.invoice_line_id = NEW.invoice_line_id;
  IF line.id IS NULL OR sums.taxable > line.taxable_paise OR sums.cgst > line.cgst_paise OR sums.sgst > line.sgst_paise
    OR sums.igst > line.igst_paise OR sums.share > line.provider_share_paise THEN
    PERFORM guard.refuse('credit_note_within_line', 'no more is credited of a line than it has');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.credit_note_line() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_within AFTER INSERT ON credit_note_line FOR EACH ROW EXECUTE FUNCTION guard.credit_note_line();
--> statement-breakpoint
CREATE FUNCTION guard.credit_note_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sums record;
BEGIN
  SELECT coalesce(sum(l.taxable_paise), 0) AS taxable, coalesce(sum(l.cgst_paise), 0) AS cgst, coalesce(sum(l.sgst_paise), 0) AS sgst,
    coalesce(sum(l.igst_paise), 0) AS igst INTO sums FROM credit_note_line l WHERE l.credit_note_id = NEW.id;
  IF (sums.taxable, sums.cgst, sums.sgst, sums.igst) IS DISTINCT FROM (NEW.taxable_paise, NEW.cgst_paise, NEW.sgst_paise, NEW.igst_paise)
    OR NOT EXISTS (SELECT 1 FROM issued_document d WHERE d.subject_id = NEW.id AND d.kind = 'CREDIT_NOTE' AND d.number = NEW.number)
    OR NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'CREDIT_NOTE_ISSUED:' || NEW.id) THEN
    PERFORM guard.refuse('credit_note_recorded', 'a credit note is the sum of its lines, with its document and its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.credit_note_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_whole AFTER INSERT ON credit_note DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.credit_note_whole();
--> statement-breakpoint
-- Allocations move what is settled, and with it the state of the invoice; and what is used of their source.
CREATE FUNCTION guard.allocation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  i invoice;
  settled bigint;
BEGIN
  SELECT * INTO i FROM invoice x WHERE x.id = NEW.invoice_id FOR UPDATE;
  IF i.state NOT IN ('ISSUED', 'PART_SETTLED', 'SETTLED') THEN
    PERFORM guard.refuse('allocation_open_invoice', 'money is set against an invoice that is issued and not written off');
  END IF;
  IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.id = NEW.reverses_id AND a.invoice_id = NEW.invoice_id
    AND a.amount_paise = -NEW.amount_paise AND a.source = NEW.source
    AND (a.receipt_id, a.tax_withheld_id, a.credit_note_id) IS NOT DISTINCT FROM (NEW.receipt_id, NEW.tax_withheld_id, NEW.credit_note_id)) THEN
    PERFORM guard.refuse('allocation_reverses', 'a reversal takes back one allocation as it was made');
  END IF;
  settled := i.settled_paise + NEW.amount_paise;
  UPDATE invoice x SET settled_paise = settled,
    state = CASE WHEN settled = 0 THEN 'ISSUED' WHEN settled < x.total_paise THEN 'PART_SETTLED' ELSE 'SETTLED' END::invoice_state
    WHERE x.id = i.id;
  IF NEW.source = 'RECEIPT' THEN
    UPDATE receipt r SET allocated_paise = r.allocated_paise + NEW.amount_paise WHERE r.id = NEW.receipt_id AND r.department_id = NEW.department_id;
  ELSIF NEW.source = 'TAX_WITHHELD' THEN
    UPDATE tax_withheld w SET allocated_paise = w.allocated_paise + NEW.amount_paise WHERE w.id = NEW.tax_withheld_id AND w.invoice_id = NEW.invoice_id;
  ELSE
    UPDATE credit_note n SET allocated_paise = n.allocated_paise + NEW.amount_paise WHERE n.id = NEW.credit_note_id AND n.department_id = NEW.department_id;
  END IF;
  IF NOT FOUND THEN
    PERFORM guard.refuse('allocation_same_department', 'money settles invoices of the department it came from');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.allocation() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER c_settles AFTER INSERT ON allocation FOR EACH ROW EXECUTE FUNCTION guard.allocation();
--> statement-breakpoint
CREATE FUNCTION guard.receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.allocated_paise := 0;
    NEW.refunded_paise := 0;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.rail, NEW.external_id, NEW.amount_paise, NEW.currency, NEW.received_on, NEW.payer, NEW.remarks, NEW.recorded_by, NEW.recorded_at)
    IS DISTINCT FROM (OLD.id, OLD.rail, OLD.external_id, OLD.amount_paise, OLD.currency, OLD.received_on, OLD.payer, OLD.remarks, OLD.recorded_by, OLD.recorded_at)
    OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number) THEN
    PERFORM guard.refuse('receipt_frozen', 'a receipt stays as it was recorded');
  END IF;
  IF NEW.department_id IS DISTINCT FROM OLD.department_id AND OLD.department_id IS NOT NULL AND OLD.state <> 'PENDING' THEN
    PERFORM guard.refuse('receipt_frozen', 'a confirmed receipt stays with its department');
  END IF;
  IF NEW.state = 'SUCCEEDED' AND OLD.state = 'PENDING' AND NEW.rail = 'TRANSFER' AND NOT guard.holds_role(NEW.decided_by, NULL, 'FINANCE_OFFICER') THEN
    PERFORM guard.refuse('receipt_confirmer', 'a FINANCE_OFFICER confirms receipts');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.receipt() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION guard.receipt();
--> statement-breakpoint
CREATE FUNCTION guard.receipt_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM issued_document d WHERE d.subject_id = NEW.id AND d.kind = 'RECEIPT' AND d.number = NEW.number)
    OR NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'RECEIPT_CONFIRMED:' || NEW.id)
    OR (NEW.state = 'REVERSED' AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'RECEIPT_REVERSED:' || NEW.id)) THEN
    PERFORM guard.refuse('receipt_recorded', 'a receipt has its voucher and its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.receipt_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_whole AFTER UPDATE OF state ON receipt DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state IN ('SUCCEEDED', 'REVERSED')) EXECUTE FUNCTION guard.receipt_whole();
--> statement-breakpoint
CREATE FUNCTION guard.tax_withheld() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.allocated_paise := 0;
  ELSIF (NEW.id, NEW.invoice_id, NEW.department_id, NEW.kind, NEW.amount_paise, NEW.claimed_by, NEW.claimed_at)
    IS DISTINCT FROM (OLD.id, OLD.invoice_id, OLD.department_id, OLD.kind, OLD.amount_paise, OLD.claimed_by, OLD.claimed_at) THEN
    PERFORM guard.refuse('tax_withheld_frozen', 'tax withheld stays as it was claimed');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.tax_withheld() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON tax_withheld FOR EACH ROW EXECUTE FUNCTION guard.tax_withheld();
--> statement-breakpoint
-- A refund uses up what its source has left, when it is paid.
CREATE FUNCTION guard.refund() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.department_id, NEW.receipt_id, NEW.credit_note_id, NEW.amount_paise, NEW.recorded_by, NEW.recorded_at)
    IS DISTINCT FROM (OLD.id, OLD.department_id, OLD.receipt_id, OLD.credit_note_id, OLD.amount_paise, OLD.recorded_by, OLD.recorded_at) THEN
    PERFORM guard.refuse('refund_frozen', 'a refund stays as it was recorded');
  END IF;
  IF NEW.state = 'PAID' AND OLD.state <> 'PAID' THEN
    IF NOT guard.holds_role(NEW.decided_by, NULL, 'FINANCE_OFFICER') THEN
      PERFORM guard.refuse('receipt_confirmer', 'a FINANCE_OFFICER confirms refunds');
    END IF;
    UPDATE receipt r SET refunded_paise = r.refunded_paise + NEW.amount_paise
      WHERE r.id = NEW.receipt_id AND r.department_id = NEW.department_id AND r.state = 'SUCCEEDED';
    IF NOT FOUND THEN
      UPDATE credit_note n SET refunded_paise = n.refunded_paise + NEW.amount_paise WHERE n.id = NEW.credit_note_id AND n.department_id = NEW.department_id;
      IF NOT FOUND THEN
        PERFORM guard.refuse('refund_source', 'a refund is of money of the department, or of a credit note of its own');
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.refund() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION guard.refund();
--> statement-breakpoint
CREATE FUNCTION guard.refund_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'REFUND_PAID:' || NEW.id) THEN
    PERFORM guard.refuse('refund_recorded', 'a refund has its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.refund_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_whole AFTER UPDATE OF state ON refund DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'PAID') EXECUTE FUNCTION guard.refund_whole();
--> statement-breakpoint
-- The books: postings are written with their entry, and an entry sums to zero. Both sides are asked, since an entry without
-- postings fires no trigger of theirs.
CREATE FUNCTION guard.posting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM journal_entry e WHERE e.id = NEW.entry_id AND e.xmin = pg_current_xact_id()::xid AND e.booked_on = NEW.booked_on;
  IF NOT FOUND THEN
    PERFORM guard.refuse('posting_with_entry', 'postings are written with their entry');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.posting() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON posting FOR EACH ROW EXECUTE FUNCTION guard.posting();
--> statement-breakpoint
CREATE FUNCTION guard.journal_balanced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sums record;
BEGIN
  SELECT count(*) AS postings, coalesce(sum(p.amount_paise), 0) AS balance INTO sums FROM posting p WHERE p.entry_id = NEW.id;
  IF sums.postings < 2 OR sums.balance <> 0 THEN
    PERFORM guard.refuse('journal_entry_balanced', 'an entry has two postings or more, and they sum to zero');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.journal_balanced() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_balanced AFTER INSERT ON journal_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.journal_balanced();
