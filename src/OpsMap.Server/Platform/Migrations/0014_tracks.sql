-- Tracks: every position a device of a squad reported, once, as it was reported. What is to be thought of it is worked out wherever it is read.
-- One partition a day of the device's own time: it is part of the identity, so that a repetition meets its first whenever it comes.

create table position_fix (
  squad       uuid not null,
  device      uuid not null,
  seq         bigint not null check (seq >= 0),
  -- by the device's clock, and by ours
  taken_at    timestamptz not null,
  at          timestamptz not null,
  received_at timestamptz not null,
  lon         double precision not null check (lon between -180 and 180),
  lat         double precision not null check (lat between -90 and 90),
  accuracy_m  real not null check (accuracy_m >= 0 and accuracy_m < 'Infinity'),
  speed_mps   real check (speed_mps >= 0 and speed_mps < 'Infinity'),
  heading     real check (heading between 0 and 360),
  primary key (squad, taken_at, device, seq)
) partition by range (taken_at);
create index position_fix_received on position_fix using brin (received_at) with (pages_per_range = 32);
-- a device whose clock is in another month
create table position_fix_other partition of position_fix default;

-- Whoever may see the squad may see where it was; only the city and the system itself write.
alter table position_fix enable row level security;
alter table position_fix force row level security;
create policy of_the_squad on position_fix for select using (squad in (select id from squad_view));
create policy written_by_the_system on position_fix for insert with check (current_setting('ops.county', true) = '*');
-- nothing is ever changed, and it goes by whole days; the days themselves are nobody's to read beside the policies
revoke update, delete, truncate on position_fix from opsmap_app;
revoke all on position_fix_other from opsmap_app;

-- Makes the partition of one day, and moves there what came before it was made. True when there was something to do.
create function make_track_day(day date) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part text := 'position_fix_' || to_char(day, 'YYYYMMDD');
  since timestamptz := day::timestamp at time zone 'Asia/Shanghai';
  until timestamptz := (day + 1)::timestamp at time zone 'Asia/Shanghai';
begin
  if to_regclass(part) is not null then return false; end if;
  perform pg_advisory_xact_lock(hashtext('track days'));
  if to_regclass(part) is not null then return false; end if;
  lock table position_fix_other in access exclusive mode;
  execute format('create table %I (like position_fix including defaults including constraints)', part);
  execute format('revoke all on %I from opsmap_app', part);
  execute format('with early as (delete from position_fix_other where taken_at >= %L and taken_at < %L returning *) insert into %I select * from early', since, until, part);
  execute format('alter table position_fix attach partition %I for values from (%L) to (%L)', part, since, until);
  return true;
end $$;

-- Drops the days that ended before; how many.
create function drop_track_days(before date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part text;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('track days'));
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'position_fix'::regclass and c.relname ~ '^position_fix_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < before
  loop
    execute format('drop table %I', part);
    dropped := dropped + 1;
  end loop;
  delete from position_fix_other where taken_at < before::timestamp at time zone 'Asia/Shanghai';
  return dropped;
end $$;
revoke execute on function make_track_day(date), drop_track_days(date) from public;
grant execute on function make_track_day(date), drop_track_days(date) to opsmap_app;

select make_track_day((now() at time zone 'Asia/Shanghai')::date + n) from generate_series(-1, 2) as n;
