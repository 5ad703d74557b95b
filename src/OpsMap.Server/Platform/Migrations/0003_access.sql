-- A change of rights ends every session of the account: the next call, and the open hubs, find out.
create function account_rights_changed() returns trigger language plpgsql as $$
begin
  update session set revoked_at = clock_timestamp() where account = new.id and revoked_at is null;
  return null;
end $$;
create trigger account_rights_changed after update on account for each row
  when ((old.role, old.county, old.squad, old.disabled) is distinct from (new.role, new.county, new.squad, new.disabled))
  execute function account_rights_changed();

-- How many contacts one person has revealed within the hour.
create index audit_person_action on audit (person, action, at);
