-- Where a squad was when it did something is asked of its track, which goes after its days; the log is for ever and keeps no places.
-- Only what proves an arrival stays, in the event itself and in its certificate. Versions before this one wrote it here: theirs go when the tracks of their days go.
create index event_with_place on event (at) where place is not null;
create function drop_event_places(before date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dropped int;
begin
  perform set_config('ops.county', '*', true);
  update event set place = null where place is not null and at < before::timestamp at time zone 'Asia/Shanghai';
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke execute on function drop_event_places(date) from public;
grant execute on function drop_event_places(date) to opsmap_app;
