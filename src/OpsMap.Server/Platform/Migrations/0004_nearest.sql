-- Nearest squads: neighbours of one county are found in one index, and the row-level policy is evaluated once per query instead of
-- once per row. As a bare function call the planner thinks the policy lets next to nothing through and gives up the nearest-neighbour scan.

create extension if not exists btree_gist;
create index squad_position_county_cell on squad_position using gist (county, cell) where assignable;

alter policy own_county on squad_position using (
  county = (select current_setting('ops.county', true)) or (select current_setting('ops.county', true)) = '*');
alter policy own_county on squad_view using (
  county = (select current_setting('ops.county', true)) or (select current_setting('ops.county', true)) = '*');
alter policy own_county on case_view using (
  county = (select current_setting('ops.county', true)) or (select current_setting('ops.county', true)) = '*');

-- Places an operator points at when he types a case; the demo fills in invented ones, marked as such.
create table venue (
  id     uuid primary key,
  county text not null references county (code),
  name   text not null,
  kind   text not null,
  place  text not null,
  point  geography(Point, 4326) not null,
  demo   boolean not null default false
);
create index venue_county on venue (county);
