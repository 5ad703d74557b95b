-- A step off duty that reaches the server late counts from when it was taken: what a device went on sending until then goes.
-- Nothing else ever deletes single positions, and the application may not but through this.
create policy unshared_goes on position_fix for delete using (true);
create function forget_unshared(whose uuid, since timestamptz, until timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from position_fix
  where  squad = whose and at > since + interval '5 seconds' and at <= until
  and    taken_at > since - interval '13 hours' and taken_at < until + interval '13 hours'
$$;
revoke execute on function forget_unshared(uuid, timestamptz, timestamptz) from public;
grant execute on function forget_unshared(uuid, timestamptz, timestamptz) to opsmap_app;
