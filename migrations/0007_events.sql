-- Events are written with the rows they tell of, as jobs of the queue: this is the outbox. Jobs of one `queue` run
-- in order, one at a time. The queue's own function may not be called by a role under row-level security, hence
-- SECURITY DEFINER, as the owner of the queue's tables.
CREATE FUNCTION emit_event(task text, payload jsonb, queue text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF task !~ '^on[A-Z][A-Za-z]{2,60}$' THEN
    RAISE EXCEPTION 'an event is named onSomethingHappened, not %', task;
  END IF;
  PERFORM graphile_worker.add_job(task, payload := payload::json, queue_name := queue, max_attempts := 12);
END $$;
--> statement-breakpoint
-- Jobs whose attempts are used up: the dead letters.
CREATE VIEW dead_letter AS
  SELECT j.id, t.identifier AS task, j.payload, j.attempts, j.last_error, j.created_at, j.updated_at
  FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL;
