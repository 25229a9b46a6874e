-- What PostGraphile serves: a view for each type, without any join that its own planner would make, and a function for each list that
-- cannot be said with its conditions.
drop schema if exists bench_views cascade;
create schema bench_views;

create view bench_views.indian_state as select s.code, s.name from public.indian_state s;
comment on view bench_views.indian_state is E'@primaryKey code';

create view bench_views.provider as
  select o.id, o.slug, o.name, o.about, o.website, o.state_code from public.organisation o where o.kind = 'PROVIDER' and o.state = 'VERIFIED';
comment on view bench_views.provider is
  E'@primaryKey id\n@unique slug\n@foreignKey (state_code) references bench_views.indian_state (code)|@fieldName indianState|@foreignFieldName providers';

create view bench_views.published_version as
  select v.id, v.title, v.summary, v.description, v.languages, v.level, v.duration_seconds, v.captions, v.transcript, v.sign_language,
    v.licence, v.inclusion, v.price_paise, v.published_at from public.course_version v where v.state = 'PUBLISHED';
comment on view bench_views.published_version is E'@primaryKey id';

create view bench_views.course as
  select c.id, c.slug, c.provider_id, e.course_version_id, e.published_at, e.published_at::text as at
  from public.catalogue_entry e join public.course c on c.id = e.course_id where e.listed;
comment on view bench_views.course is
  E'@primaryKey id\n@unique slug\n@foreignKey (provider_id) references bench_views.provider (id)|@fieldName provider|@foreignFieldName courses\n@foreignKey (course_version_id) references bench_views.published_version (id)|@fieldName publishedVersion|@foreignFieldName courses';

create view bench_views.version_competency as
  select k.course_version_id, k.competency_id, k.level, m.code, m.name, m.kind, m.area
  from public.course_version_competency k join public.competency m on m.id = k.competency_id;
comment on view bench_views.version_competency is
  E'@primaryKey course_version_id,competency_id\n@foreignKey (course_version_id) references bench_views.published_version (id)|@fieldName version|@foreignFieldName competencies';

create view bench_views.module as select m.id, m.course_version_id, m.position, m.title, m.summary from public.module m;
comment on view bench_views.module is
  E'@primaryKey id\n@foreignKey (course_version_id) references bench_views.published_version (id)|@fieldName version|@foreignFieldName modules';

create view bench_views.content_item as select i.id, i.module_id, i.position, i.kind, i.title, i.url, i.duration_seconds from public.content_item i;
comment on view bench_views.content_item is
  E'@primaryKey id\n@foreignKey (module_id) references bench_views.module (id)|@fieldName module|@foreignFieldName items';

create function bench_views.catalogue(p_language text, p_competency uuid, p_at text, p_id uuid) returns setof bench_views.course
language sql stable as $$
  select c.id, c.slug, c.provider_id, x.course_version_id, x.published_at, x.published_at::text
  from public.catalogue_entry x join public.course c on c.id = x.course_id
  where x.listed and x.language_ranges @> array[p_language] and exists (select 1 from public.course_version_competency k
    where k.course_version_id = x.course_version_id and k.competency_id = p_competency)
    and (x.published_at, x.course_id) < (p_at::timestamptz, p_id)
  order by x.published_at desc, x.course_id desc
$$;

create function bench_views.search(p_request jsonb, p_most integer) returns setof bench_views.course
language sql stable as $$
  select c.id, c.slug, c.provider_id, x.course_version_id, x.published_at, x.published_at::text
  from public.search_best(public.search_terms(p_request), p_most) f
    join public.catalogue_entry x on x.course_id = f.course_id and x.listed join public.course c on c.id = x.course_id
  order by f.score desc, f.course_id desc
$$;
