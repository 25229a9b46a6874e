-- Guards are functions in a schema of their own. They run as marketplace_guard, which sees all rows (row-level
-- security does not bind it), cannot log in, and holds only the grants given here and in later migrations.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE SCHEMA guard;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA guard TO marketplace_guard;
--> statement-breakpoint
-- (CREATE, so that functions of this schema can be handed to it; taken back when the last is made.)
GRANT USAGE, CREATE ON SCHEMA public TO marketplace_guard;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO marketplace_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO marketplace_guard;
--> statement-breakpoint
-- The legal moves of every lifecycle, as the application's tables have them; a test compares the two.
CREATE TABLE guard.lifecycle_move (
  machine text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (machine, from_state, to_state)
);
--> statement-breakpoint
GRANT SELECT ON guard.lifecycle_move TO marketplace_guard;
--> statement-breakpoint
INSERT INTO guard.lifecycle_move (machine, from_state, to_state) VALUES
  ('course_version', 'DRAFT', 'IN_REVIEW'),
  ('course_version', 'IN_REVIEW', 'APPROVED'),
  ('course_version', 'IN_REVIEW', 'DRAFT'),
  ('course_version', 'IN_REVIEW', 'REJECTED'),
  ('course_version', 'APPROVED', 'PUBLISHED'),
  ('course_version', 'APPROVED', 'DRAFT'),
  ('course_version', 'PUBLISHED', 'SUPERSEDED'),
  ('course_version', 'PUBLISHED', 'SUSPENDED'),
  ('course_version', 'PUBLISHED', 'RETIRED'),
  ('course_version', 'SUSPENDED', 'PUBLISHED'),
  ('course_version', 'SUSPENDED', 'SUPERSEDED'),
  ('course_version', 'SUSPENDED', 'RETIRED'),
  ('review_round', 'OPEN', 'APPROVED'),
  ('review_round', 'OPEN', 'CHANGES_REQUESTED'),
  ('review_round', 'OPEN', 'REJECTED'),
  ('review_round', 'OPEN', 'WITHDRAWN'),
  ('review_round', 'APPROVED', 'LAPSED'),
  ('review_stage', 'WAITING', 'ACTIVE'),
  ('review_stage', 'WAITING', 'CLOSED'),
  ('review_stage', 'ACTIVE', 'PASSED'),
  ('review_stage', 'ACTIVE', 'CLOSED'),
  ('review_assignment', 'ACTIVE', 'DECIDED'),
  ('review_assignment', 'ACTIVE', 'RELEASED'),
  ('finding', 'OPEN', 'RESOLVED'),
  ('finding', 'RESOLVED', 'OPEN'),
  ('organisation', 'APPLIED', 'VERIFIED'),
  ('organisation', 'APPLIED', 'REJECTED'),
  ('organisation', 'VERIFIED', 'SUSPENDED'),
  ('organisation', 'SUSPENDED', 'VERIFIED'),
  ('membership', 'ACTIVE', 'ENDED'),
  ('invitation', 'PENDING', 'ACCEPTED'),
  ('invitation', 'PENDING', 'REVOKED');
--> statement-breakpoint
-- Arguments: the machine, and the state that a new row must be in.
CREATE FUNCTION guard.lifecycle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state::text <> TG_ARGV[1] THEN
      RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'lifecycle_first_state',
        message = format('a new %s is %s, not %s', TG_ARGV[0], TG_ARGV[1], NEW.state);
    END IF;
  ELSIF NEW.state IS DISTINCT FROM OLD.state AND NOT EXISTS (
    SELECT 1 FROM guard.lifecycle_move m
    WHERE m.machine = TG_ARGV[0] AND m.from_state = OLD.state::text AND m.to_state = NEW.state::text
  ) THEN
    RAISE EXCEPTION USING errcode = 'check_violation', constraint = 'lifecycle_illegal_move',
      message = format('a %s cannot go from %s to %s', TG_ARGV[0], OLD.state, NEW.state);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA guard TO marketplace_app;
--> statement-breakpoint
ALTER FUNCTION guard.lifecycle() OWNER TO marketplace_guard;
--> statement-breakpoint
-- Trigger names start with a letter that orders them: PostgreSQL fires a table's triggers by name.
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON course_version
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('course_version', 'DRAFT');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON review_round
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('review_round', 'OPEN');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON review_stage
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('review_stage', 'WAITING');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON review_assignment
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('review_assignment', 'ACTIVE');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON finding
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('finding', 'OPEN');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON organisation
  FOR EACH ROW WHEN (NEW.kind <> 'PLATFORM') EXECUTE FUNCTION guard.lifecycle('organisation', 'APPLIED');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON membership
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('membership', 'ACTIVE');
--> statement-breakpoint
CREATE TRIGGER a_lifecycle BEFORE INSERT OR UPDATE ON invitation
  FOR EACH ROW EXECUTE FUNCTION guard.lifecycle('invitation', 'PENDING');
