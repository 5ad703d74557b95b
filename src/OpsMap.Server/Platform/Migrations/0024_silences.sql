-- The silences of devices go with the tracks they explain: whole days, counted as tracks are.
create function drop_silences(before date) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dropped int;
begin
  perform set_config('ops.county', '*', true);
  delete from device_silence where until < before::timestamp at time zone 'Asia/Shanghai';
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke execute on function drop_silences(date) from public;
grant execute on function drop_silences(date) to opsmap_app;
