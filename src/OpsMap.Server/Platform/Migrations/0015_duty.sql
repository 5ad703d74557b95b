-- Who is on duty when, and whether a squad's duty phone was answered. A squad has one shift at a time: the database itself refuses a second.
create extension if not exists btree_gist;

create table shift (
  id         uuid primary key,
  county     text not null references county (code),
  squad      uuid not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  members    text[] not null default '{}',
  leader     text,
  vehicle    text,
  on_call    boolean not null default false,
  -- its end has been dealt with: the squad was clocked off, was off already, or went on into its next shift
  ended_at   timestamptz,
  removed_at timestamptz,
  version    int not null,
  check (ends_at > starts_at),
  -- looked at when a statement ends, so that two shifts may change places in one
  constraint shift_one_at_a_time exclude using gist (squad with =, tstzrange(starts_at, ends_at) with &&) where (removed_at is null) deferrable initially immediate
);
create index shift_week on shift (starts_at) where removed_at is null;
create index shift_to_end on shift (ends_at) where removed_at is null and ended_at is null;

create table reachability (
  id      uuid primary key,
  county  text not null references county (code),
  squad   uuid not null,
  at      timestamptz not null,
  by      text not null,
  reached boolean not null,
  note    text
);
create index reachability_last on reachability (squad, at desc);

do $$
declare t text;
begin
  foreach t in array array['shift', 'reachability'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
revoke delete, truncate on shift from opsmap_app;
revoke update, delete, truncate on reachability from opsmap_app;
