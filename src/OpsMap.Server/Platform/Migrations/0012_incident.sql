-- Crowd and public-opinion incidents. One belongs to a county; every county that has a case in it may read it.
create table incident_view (
  id         uuid primary key,
  county     text not null references county (code),
  counties   text[] not null check (county = any (counties)),
  version    int not null,
  open       boolean not null,
  -- the squad that commands on the ground
  commander  uuid,
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  card       jsonb not null,
  check (open = (closed_at is null))
);
create index incident_view_list on incident_view (opened_at desc);
create index incident_view_open on incident_view (opened_at) where open;

alter table incident_view enable row level security;
alter table incident_view force row level security;
create policy involved_county on incident_view using (current_setting('ops.county', true) = any (counties) or current_setting('ops.county', true) = '*');
-- only its own county and the city write it
create policy own_county on incident_view as restrictive for insert with check (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*');
create policy own_county_changes on incident_view as restrictive for update using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*');
revoke delete, truncate on incident_view from opsmap_app;

create index joint_task_incident on joint_task (incident_id) where incident_id is not null;
