-- What dispatch and a squad say to each other: numbered without gaps for each squad, as written, and how far each side has read.
create table message (
  id      uuid primary key,
  squad   uuid not null,
  county  text not null,
  no      int not null check (no > 0),
  at      timestamptz not null,
  person  uuid not null,
  name    text not null,
  side    text not null check (side in ('dispatch', 'squad')),
  text    text not null,
  case_id uuid,
  unique (squad, no)
);
create table message_read (
  squad  uuid not null,
  side   text not null check (side in ('dispatch', 'squad')),
  county text not null,
  up_to  int not null,
  at     timestamptz not null,
  primary key (squad, side)
);

do $$
declare t text;
begin
  foreach t in array array['message', 'message_read'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
revoke update, delete, truncate on message from opsmap_app;
