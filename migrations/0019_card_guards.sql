INSERT INTO guard.lifecycle_move (machine, from_state, to_state) VALUES
  ('refund', 'PENDING', 'SENT'),
  ('refund', 'SENT', 'PAID'),
  ('refund', 'SENT', 'FAILED'),
  ('hosted_invoice', 'REQUESTED', 'OPEN'),
  ('hosted_invoice', 'REQUESTED', 'PAID'),
  ('hosted_invoice', 'REQUESTED', 'VOID'),
  ('hosted_invoice', 'REQUESTED', 'FAILED'),
  ('hosted_invoice', 'OPEN', 'PAID'),
  ('hosted_invoice', 'OPEN', 'VOID'),
  ('card_mandate', 'REQUESTED', 'OFFERED'),
  ('card_mandate', 'REQUESTED', 'ENDED'),
  ('card_mandate', 'REQUESTED', 'FAILED'),
  ('card_mandate', 'OFFERED', 'ACTIVE'),
  ('card_mandate', 'OFFERED', 'ENDED'),
  ('card_mandate', 'OFFERED', 'FAILED'),
  ('card_mandate', 'ACTIVE', 'ENDED'),
  ('card_charge', 'REQUESTED', 'PROCESSING'),
  ('card_charge', 'REQUESTED', 'SUCCEEDED'),
  ('card_charge', 'REQUESTED', 'FAILED'),
  ('card_charge', 'PROCESSING', 'SUCCEEDED'),
  ('card_charge', 'PROCESSING', 'FAILED'),
  ('card_charge', 'SUCCEEDED', 'FAILED'),
  ('card_payout', 'PAID', 'FAILED'),
  ('payment_event', 'PENDING', 'DONE'),
  ('payment_event', 'PENDING', 'IGNORED'),
  ('payment_event', 'PENDING', 'FAILED'),
  ('payment_event', 'PENDING', 'DEAD'),
  ('payment_event', 'FAILED', 'DONE'),
  ('payment_event', 'FAILED', 'IGNORED'),
  ('payment_event', 'FAILED', 'DEAD'),
  ('payment_event', 'FAILED', 'PENDING'),
  ('payment_event', 'DEAD', 'PENDING'),
  ('payment_call', 'PENDING', 'DONE'),
  ('payment_call', 'PENDING', 'FAILED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON hosted_invoice FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('hosted_invoice', 'REQUESTED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON card_mandate FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('card_mandate', 'REQUESTED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON card_charge FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('card_charge', 'REQUESTED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON card_payout FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('card_payout', 'PAID');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON payment_event FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('payment_event', 'PENDING');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON payment_call FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('payment_call', 'PENDING');
--> statement-breakpoint
-- What is only ever added to: whose effect it was, who the department is at the provider, and with which kind of key the books are kept.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['payment_effect', 'card_customer', 'card_mode'] LOOP
    EXECUTE format('CREATE TRIGGER a_never BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION guard.never()', t);
    EXECUTE format('CREATE TRIGGER a_never_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION guard.never()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- What an object is at the provider is written once.
CREATE FUNCTION guard.keeps_external_id() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.external_id IS NOT NULL AND NEW.external_id IS DISTINCT FROM OLD.external_id THEN
    PERFORM guard.refuse('external_id_frozen', 'what an object is at the provider is written once');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.keeps_external_id() OWNER TO marketplace_guard;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['hosted_invoice', 'card_charge', 'refund', 'payment_call'] LOOP
    EXECUTE format('CREATE TRIGGER c_external BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION guard.keeps_external_id()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- A page asks for just what is outstanding.
CREATE FUNCTION guard.hosted_invoice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = NEW.invoice_id AND i.state IN ('ISSUED', 'PART_SETTLED')
    AND i.total_paise - i.settled_paise = NEW.amount_paise) THEN
    PERFORM guard.refuse('hosted_invoice_outstanding', 'a page asks for just what is outstanding of an issued invoice');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.hosted_invoice() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON hosted_invoice FOR EACH ROW EXECUTE FUNCTION guard.hosted_invoice();
--> statement-breakpoint
-- A saved card is charged by a mandate in force, within its maximum and within the instalment.
CREATE FUNCTION guard.card_charge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m card_mandate;
BEGIN
  SELECT * INTO m FROM card_mandate x WHERE x.id = NEW.card_mandate_id FOR SHARE;
  IF m.state IS DISTINCT FROM 'ACTIVE' OR NEW.amount_paise > m.maximum_paise OR NOT EXISTS (
    SELECT 1 FROM invoice i JOIN expected_payment p ON p.invoice_id = i.id
    WHERE i.id = NEW.invoice_id AND i.subscription_id = m.subscription_id AND i.state IN ('ISSUED', 'PART_SETTLED')
      AND p.seq = NEW.seq AND NEW.amount_paise <= p.amount_paise
  ) THEN
    PERFORM guard.refuse('card_charge_allowed', 'a saved card is charged by a mandate in force, within its maximum and the instalment');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.card_charge() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER b_guard BEFORE INSERT ON card_charge FOR EACH ROW EXECUTE FUNCTION guard.card_charge();
--> statement-breakpoint
-- Whatever changes what is outstanding of an invoice, its page at the provider is looked at again.
CREATE FUNCTION guard.hosted_invoice_stale() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM public.emit_event('onHostedInvoiceChanged', jsonb_build_object('hostedInvoiceId', h.id), 'hosted_invoice:' || h.id)
    FROM hosted_invoice h WHERE h.invoice_id = NEW.id AND h.state IN ('REQUESTED', 'OPEN');
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.hosted_invoice_stale() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE TRIGGER e_hosted AFTER UPDATE OF settled_paise, state ON invoice FOR EACH ROW
  WHEN (OLD.settled_paise <> NEW.settled_paise OR (OLD.state <> NEW.state AND NEW.state = 'UNCOLLECTIBLE'))
  EXECUTE FUNCTION guard.hosted_invoice_stale();
--> statement-breakpoint
-- Receipts: a transfer is confirmed by a FINANCE_OFFICER; money by card has an object at the provider that it came of, once.
CREATE OR REPLACE FUNCTION guard.receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  IF NEW.state = 'SUCCEEDED' AND OLD.state = 'PENDING' THEN
    IF NEW.rail = 'TRANSFER' AND NOT guard.holds_role(NEW.decided_by, NULL, 'FINANCE_OFFICER') THEN
      PERFORM guard.refuse('receipt_confirmer', 'a FINANCE_OFFICER confirms receipts');
    END IF;
    IF NEW.rail = 'CARD' AND NOT EXISTS (SELECT 1 FROM payment_effect e
      WHERE e.object_id = NEW.external_id AND e.effect IN ('RECEIPT', 'RETURNED') AND e.subject_id = NEW.id) THEN
      PERFORM guard.refuse('receipt_of_provider', 'money by card is what the provider says, once');
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A refund uses up what its source has left, when it is paid. One to a card is sent by a second FINANCE_OFFICER and paid when the provider
-- says so; one that the provider or a bank made without us has nobody who recorded it.
CREATE OR REPLACE FUNCTION guard.refund() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.department_id, NEW.receipt_id, NEW.credit_note_id, NEW.amount_paise, NEW.rail, NEW.recorded_by, NEW.recorded_at)
    IS DISTINCT FROM (OLD.id, OLD.department_id, OLD.receipt_id, OLD.credit_note_id, OLD.amount_paise, OLD.rail, OLD.recorded_by, OLD.recorded_at) THEN
    PERFORM guard.refuse('refund_frozen', 'a refund stays as it was recorded');
  END IF;
  IF NEW.state = 'SENT' AND OLD.state <> 'SENT' AND (NEW.rail <> 'CARD' OR NEW.recorded_by IS NULL OR NEW.decided_by IS NOT DISTINCT FROM NEW.recorded_by
    OR NOT guard.holds_role(NEW.decided_by, NULL, 'FINANCE_OFFICER')) THEN
    PERFORM guard.refuse('receipt_confirmer', 'a FINANCE_OFFICER confirms refunds');
  END IF;
  IF NEW.state = 'PAID' AND OLD.state <> 'PAID' THEN
    IF NEW.rail = 'TRANSFER' AND NOT guard.holds_role(NEW.decided_by, NULL, 'FINANCE_OFFICER') THEN
      PERFORM guard.refuse('receipt_confirmer', 'a FINANCE_OFFICER confirms refunds');
    END IF;
    IF NEW.rail = 'CARD' AND ((NEW.recorded_by IS NOT NULL AND OLD.state::text <> 'SENT') OR NOT EXISTS (SELECT 1 FROM payment_effect e
      WHERE e.object_id = NEW.external_id AND e.effect IN ('REFUND', 'DISPUTE', 'FAILURE') AND e.subject_id = NEW.id)) THEN
      PERFORM guard.refuse('refund_of_provider', 'money goes back to a card when the provider says so, once');
    END IF;
    UPDATE receipt r SET refunded_paise = r.refunded_paise + NEW.amount_paise
      WHERE r.id = NEW.receipt_id AND r.department_id = NEW.department_id AND r.state = 'SUCCEEDED' AND r.rail = NEW.rail;
    IF NOT FOUND THEN
      UPDATE credit_note n SET refunded_paise = n.refunded_paise + NEW.amount_paise WHERE n.id = NEW.credit_note_id AND n.department_id = NEW.department_id;
      IF NOT FOUND THEN
        PERFORM guard.refuse('refund_source', 'a refund is of money of the department, or of a credit note of its own, and goes back the way it came');
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A payout is in the books.
CREATE FUNCTION guard.card_payout_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'CARD_PAYOUT_PAID:' || NEW.id)
    OR (NEW.state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.business_key = 'CARD_PAYOUT_FAILED:' || NEW.id)) THEN
    PERFORM guard.refuse('card_payout_recorded', 'a payout has its journal entry');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION guard.card_payout_whole() OWNER TO marketplace_guard;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER d_whole AFTER INSERT OR UPDATE OF state ON card_payout DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard.card_payout_whole();
--> statement-breakpoint
-- Keeps what the provider told, once, with the job that works on it; answers whether it was new. One statement, so that the answer to the
-- provider waits for one round trip.
CREATE FUNCTION keep_payment_event(event jsonb, queue text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO payment_event (id, external_id, source, type, api_version, object_type, object_id, occurred_at, received_at, payload, state)
    SELECT e.id, e.external_id, e.source, e.type, e.api_version, e.object_type, e.object_id, e.occurred_at, e.received_at, e.payload, 'PENDING'
    FROM jsonb_to_record(event) AS e(id uuid, external_id text, source payment_event_source, type text, api_version text, object_type text,
      object_id text, occurred_at timestamptz, received_at timestamptz, payload jsonb)
    ON CONFLICT ON CONSTRAINT payment_event_external_key DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM public.emit_event('onPaymentEventReceived', jsonb_build_object('paymentEventId', event->>'id'), queue);
  RETURN true;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
  own text := '(department_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()))';
BEGIN
  -- A department's cards are its own and the platform's.
  FOREACH t IN ARRAY ARRAY['card_customer', 'hosted_invoice', 'card_mandate', 'card_charge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING %s', t, own);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK %s', t, own);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING %s', t, own);
  END LOOP;
  -- What passes between the provider and us is the platform's alone.
  FOREACH t IN ARRAY ARRAY['card_payout', 'payment_event', 'payment_effect', 'payment_call', 'payment_reconciliation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I USING ((SELECT app_sees_all()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON card_mode, card_customer, payment_effect TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, external_id, url, void_requested_at, void_requested_by, state_changed_at, state_reason) ON hosted_invoice TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, setup_external_id, client_secret, payment_method_external_id, mandate_external_id, ended_by, state_changed_at,
  state_reason) ON card_mandate TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, external_id, state_changed_at, state_reason) ON card_charge TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, state_reason) ON card_payout TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, attempts, note, processed_at, replayed_by) ON payment_event TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, idempotency_key, attempts, sent_at, done_at, external_id, note) ON payment_call TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (finished_at, events_read, events_missed, objects_read) ON payment_reconciliation TO marketplace_app;
--> statement-breakpoint
GRANT UPDATE (external_id) ON refund TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON card_mode, card_customer, hosted_invoice, card_mandate, card_charge, card_payout, payment_event,
  payment_effect, payment_call, payment_reconciliation TO marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION emit_event(text, jsonb, text) TO marketplace_guard;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
ALTER FUNCTION keep_payment_event(jsonb, text) OWNER TO marketplace_guard;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM marketplace_guard;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_payment_event(jsonb, text) TO marketplace_app;
