-- The ledger: what was decided (event), what it looks like now (views), what falls due (deadline), what browsers are told (feed).
-- PostgreSQL is the only authority; every accepted command is one transaction over these tables.

create extension if not exists postgis;
create extension if not exists pg_trgm;

do $$ begin
  if not exists (select from pg_roles where rolname = 'opsmap_app') then
    create role opsmap_app nologin nobypassrls;
  end if;
  -- the server connects as the owner and steps down to this role
  execute format('grant opsmap_app to %I', current_user);
end $$;

-- A command id happens once. The hash tells a repeat from another command under the same id.
create table command (
  id           uuid primary key,
  stream       uuid not null,
  person       uuid not null,
  content_hash bytea not null,
  answer       jsonb not null,
  at           timestamptz not null
);

-- The primary key is the fence: a node that was declared dead cannot write a version twice.
create table event (
  stream      uuid not null,
  version     int not null check (version > 0),
  county      text not null,
  type        text not null,
  body        jsonb not null,
  actor       jsonb not null,
  place       jsonb,
  at          timestamptz not null,
  occurred_at timestamptz,
  primary key (stream, version)
);
create index event_at on event (at);

create table case_view (
  id          uuid primary key,
  county      text not null,
  no          text not null unique,
  version     int not null,
  kind        text not null,
  workflow    text not null,
  fast        text not null,
  legal       text not null,
  squad       uuid,
  open        boolean not null,
  drill       boolean not null default false,
  industry    int not null,
  skills      text[] not null default '{}',
  point       geography(Point, 4326),
  plane       geometry(Point, 4546),
  arrive_due  timestamptz,
  received_at timestamptz not null,
  closed_at   timestamptz,
  outcome     text,
  recovered   numeric(14, 2),
  external_no text,
  search      text not null,
  card        jsonb not null,
  check (point is null or (st_x(point::geometry) between -180 and 180 and st_y(point::geometry) between -90 and 90))
);
create index case_view_open on case_view (county) where open;
create index case_view_received on case_view (received_at desc);
create index case_view_search on case_view using gin (search gin_trgm_ops);

-- Personal data stand apart from the events, so that they can be erased without breaking the log.
create table complainant (
  case_id     uuid primary key,
  county      text not null,
  name_enc    bytea,
  phone_enc   bytea,
  address_enc bytea,
  id_enc      bytea,
  phone_hash  bytea
);
create index complainant_phone on complainant (phone_hash);

create table squad_view (
  id           uuid primary key,
  slot         smallint not null unique check (slot >= 0),
  county       text not null,
  code         text not null unique,
  version      int not null,
  state        text not null,
  capabilities text[] not null,
  crew         int not null,
  jobs_today   int not null default 0,
  jobs_on      date,
  case_id      uuid,
  card         jsonb not null
);
create index squad_view_county on squad_view (county);

-- The hot table: the exact position is not indexed, its 500 m cell is, so that nearly every update stays on its page (HOT).
create table squad_position (
  squad       uuid primary key,
  slot        smallint not null,
  county      text not null,
  lon         double precision not null check (lon between -180 and 180),
  lat         double precision not null check (lat between -90 and 90),
  accuracy_m  real not null check (accuracy_m >= 0 and accuracy_m < 'Infinity'),
  heading     real,
  speed_mps   real,
  fix_at      timestamptz not null,
  received_at timestamptz not null,
  plane       geometry(Point, 4546) not null,
  cell        geometry(Point, 4546) not null,
  assignable  boolean not null
) with (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index squad_position_cell on squad_position using gist (cell) where assignable;

-- One squad has one active directive, one case has one active squad.
create table directive (
  case_id   uuid not null,
  round     int not null,
  squad     uuid not null,
  county    text not null,
  no        text not null,
  issued_at timestamptz not null,
  on_site   boolean not null default true,
  active    boolean not null,
  primary key (case_id, round)
);
create unique index directive_one_per_case on directive (case_id) where active;
create unique index directive_one_per_squad on directive (squad) where active;

-- Clocks are rows. A threshold fires once, in order, by the database's time.
create table deadline (
  stream       uuid not null,
  county       text not null,
  clock        text not null,
  round        int not null,
  step         text not null,
  due_at       timestamptz not null,
  fired_at     timestamptz,
  late         boolean,
  cancelled_at timestamptz,
  primary key (stream, clock, round, step)
);
create index deadline_due on deadline (due_at) where fired_at is null and cancelled_at is null;

create table canary (
  id       int primary key check (id = 1),
  due_at   timestamptz not null,
  fired_at timestamptz
);
insert into canary (id, due_at) values (1, now());

-- The feed browsers follow: contiguous per county, because the head row is locked until commit.
create table feed_head (
  county text primary key,
  seq    bigint not null default 0
);
create table feed (
  county text not null,
  seq    bigint not null,
  at     timestamptz not null default clock_timestamp(),
  kind   text not null,
  body   jsonb not null,
  primary key (county, seq)
);

create table number_series (
  kind   text not null,
  period text not null,
  last   int not null,
  primary key (kind, period)
);

create table audit (
  seq     bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  person  uuid,
  role    text,
  county  text not null,
  action  text not null,
  subject text,
  facts   jsonb not null default '{}'
);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed';
end $$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function audit_is_append_only();

create table account (
  id            uuid primary key,
  login         text not null unique,
  name          text not null,
  role          text not null,
  county        text not null,
  squad         uuid,
  password_hash text,
  failed        int not null default 0,
  locked_until  timestamptz,
  disabled      boolean not null default false,
  created_at    timestamptz not null default clock_timestamp()
);
create table session (
  id         bytea primary key,
  account    uuid not null references account (id),
  created_at timestamptz not null default clock_timestamp(),
  seen_at    timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on session (account);

create table county (
  code       text primary key,
  name       text not null,
  kind       text not null check (kind in ('city', 'district', 'zone')),
  seat       geography(Point, 4326),
  sort       int not null
);
create table district (
  code   text primary key references county (code),
  border geometry(MultiPolygon, 4546) not null
);
create index district_border on district using gist (border);

insert into county (code, name, kind, seat, sort) values
  ('1404',   '长治市', 'city',     st_point(113.110,  36.195,  4326)::geography,  0),
  ('140403', '潞州区', 'district', st_point(113.1074, 36.1877, 4326)::geography,  1),
  ('140404', '上党区', 'district', st_point(113.0501, 36.0523, 4326)::geography,  2),
  ('140405', '屯留区', 'district', st_point(112.8866, 36.3142, 4326)::geography,  3),
  ('140406', '潞城区', 'district', st_point(113.2167, 36.3322, 4326)::geography,  4),
  ('140423', '襄垣县', 'district', st_point(113.0435, 36.5326, 4326)::geography,  5),
  ('140425', '平顺县', 'district', st_point(113.4321, 36.2000, 4326)::geography,  6),
  ('140426', '黎城县', 'district', st_point(113.3806, 36.5027, 4326)::geography,  7),
  ('140427', '壶关县', 'district', st_point(113.1996, 36.1109, 4326)::geography,  8),
  ('140428', '长子县', 'district', st_point(112.8785, 36.1197, 4326)::geography,  9),
  ('140429', '武乡县', 'district', st_point(112.8591, 36.8342, 4326)::geography, 10),
  ('140430', '沁县',   'district', st_point(112.6951, 36.7569, 4326)::geography, 11),
  ('140431', '沁源县', 'district', st_point(112.3344, 36.5006, 4326)::geography, 12),
  ('14040G', '高新区', 'zone',     null, 13),
  ('14040J', '经开区', 'zone',     null, 14);
insert into feed_head (county) select code from county;

-- The second wall: without a setting a query sees nothing; with one it sees its county; '*' is the city and the system.
do $$
declare t text;
begin
  foreach t in array array['event', 'case_view', 'complainant', 'squad_view', 'squad_position', 'directive', 'deadline', 'feed', 'audit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;

grant usage on schema public to opsmap_app;
grant select, insert, update, delete on all tables in schema public to opsmap_app;
grant usage on all sequences in schema public to opsmap_app;
revoke update, delete, truncate on event, audit from opsmap_app;
alter default privileges in schema public grant select, insert, update, delete on tables to opsmap_app;
alter default privileges in schema public grant usage on sequences to opsmap_app;
