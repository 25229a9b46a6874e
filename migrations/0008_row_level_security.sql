-- The second wall. What the transaction said about who asks:
CREATE FUNCTION app_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('app.scope', true), ''), 'visitor')
$$;
--> statement-breakpoint
CREATE FUNCTION app_organisation_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.organisation_id', true), '')::uuid
$$;
--> statement-breakpoint
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.user_id', true), '')::uuid
$$;
--> statement-breakpoint
-- Staff and the system see across tenants; what exactly a role may see is the application's policy.
CREATE FUNCTION app_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT app_scope() IN ('staff', 'system')
$$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['course', 'course_version', 'module', 'content_item', 'course_version_competency',
    'review_round', 'review_stage', 'review_assignment', 'decision', 'finding', 'finding_message',
    'membership', 'invitation', 'mail_message', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY reads ON course FOR SELECT USING (
  provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all())
  OR EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.course_id = course.id));
--> statement-breakpoint
CREATE POLICY adds ON course FOR INSERT WITH CHECK (provider_id = (SELECT app_organisation_id()) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
CREATE POLICY locks ON course FOR UPDATE USING (provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY reads ON course_version FOR SELECT USING (
  state = 'PUBLISHED' OR provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
CREATE POLICY adds ON course_version FOR INSERT WITH CHECK (provider_id = (SELECT app_organisation_id()) OR (SELECT app_scope()) = 'system');
--> statement-breakpoint
CREATE POLICY changes ON course_version FOR UPDATE USING (provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
DO $$
DECLARE
  t text;
  own text;
BEGIN
  -- The parts of a version are seen with it (its own policy holds inside the sub-select), and written by its provider.
  FOREACH t IN ARRAY ARRAY['module', 'content_item', 'course_version_competency'] LOOP
    EXECUTE format($p$CREATE POLICY reads ON %1$I FOR SELECT USING (
      EXISTS (SELECT 1 FROM course_version v WHERE v.id = %1$I.course_version_id))$p$, t);
    -- One policy a command: a policy for ALL would be asked by every SELECT besides.
    own := format('EXISTS (SELECT 1 FROM course_version v WHERE v.id = %I.course_version_id
      AND (v.provider_id = (SELECT app_organisation_id()) OR (SELECT app_scope()) = ''system''))', t);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (%s)', t, own);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (%s)', t, own);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (%s)', t, own);
  END LOOP;
  -- The affairs of a review are the submitting provider's and the platform's.
  FOREACH t IN ARRAY ARRAY['review_round', 'review_stage', 'review_assignment', 'decision', 'finding', 'finding_message'] LOOP
    EXECUTE format($p$CREATE POLICY own ON %1$I USING (
      provider_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all()))$p$, t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY own ON membership USING (
  organisation_id = (SELECT app_organisation_id()) OR user_id = (SELECT app_user_id()) OR (SELECT app_sees_all()));
--> statement-breakpoint
-- The person invited sees his invitation by the verified e-mail address of his token.
CREATE POLICY own ON invitation USING (
  organisation_id = (SELECT app_organisation_id()) OR (SELECT app_sees_all())
  OR lower(email) = (SELECT lower(u.email) FROM app_user u WHERE u.id = app_user_id() AND u.email_verified));
--> statement-breakpoint
CREATE POLICY system_only ON mail_message USING ((SELECT app_scope()) = 'system');
--> statement-breakpoint
CREATE POLICY adds ON audit_event FOR INSERT WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY reads ON audit_event FOR SELECT USING ((SELECT app_sees_all()));
