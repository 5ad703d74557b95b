-- Certificates of arrival: what proves that a squad was there, and when it left. Each holds the hash of the one before it in its county,
-- so that none can be changed, left out or slipped in unseen. They outlive the positions they were drawn from.

-- What is still to be certified; written with the event itself.
create table arrival_due (
  case_id uuid not null,
  version int not null,
  at      timestamptz not null,
  tried   int not null default 0,
  primary key (case_id, version)
);
create function note_arrival_due() returns trigger language plpgsql as $$
begin
  insert into arrival_due (case_id, version, at) values (new.stream, new.version, new.at) on conflict do nothing;
  return null;
end $$;
create trigger note_arrival_due after insert on event for each row when (new.type in ('arrived-on-scene', 'scene-finished', 'case-closed')) execute function note_arrival_due();

create table certificate_head (
  county text primary key references county (code),
  no     int not null,
  hash   text not null
);

create table arrival_certificate (
  county    text not null references county (code),
  no        int not null check (no > 0),
  case_id   uuid not null,
  round     int not null,
  step      text not null check (step in ('arrival', 'leaving')),
  body      text not null,
  hash      text not null,
  issued_at timestamptz not null,
  primary key (county, no),
  unique (case_id, round, step),
  check (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex'))
);
create function certificate_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a certificate is never changed' using errcode = 'restrict_violation';
end $$;
create trigger certificate_is_immutable before update or delete or truncate on arrival_certificate for each statement execute function certificate_is_immutable();

do $$
declare t text;
begin
  foreach t in array array['certificate_head', 'arrival_certificate'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy own_county on certificate_head using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*');
-- whoever sees the case sees its certificates, also when the case has moved to another county since
create policy own_county on arrival_certificate using (
  county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*' or exists (select from case_view c where c.id = case_id));
revoke update, delete, truncate on arrival_certificate from opsmap_app;
