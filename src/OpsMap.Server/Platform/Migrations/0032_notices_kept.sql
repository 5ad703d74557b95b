-- Notices and deliveries go after their days; what still waits stays until it is said. Days are the city's.
create index notice_failed on notice (channel, due_at) where state = 'failed';
create function drop_notices(before date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since timestamptz := before::timestamp at time zone 'Asia/Shanghai';
  dropped int;
begin
  perform set_config('ops.county', '*', true);
  delete from notice where state <> 'waiting' and created_at < since;
  delete from notify_delivery where at < since;
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke execute on function drop_notices(date) from public;
grant execute on function drop_notices(date) to opsmap_app;
