-- Phones that sign what they send. The key pair is made on the phone; only its public half comes here.
create table device (
  id            uuid primary key,
  county        text not null references county (code),
  account       uuid not null references account (id),
  squad         uuid not null,
  key           bytea not null check (octet_length(key) = 64),
  model         text,
  registered_at timestamptz not null,
  seen_at       timestamptz not null,
  displaced_at  timestamptz
);
create unique index device_one_in_use on device (account) where displaced_at is null;

-- When nothing was heard of a device: the proof that it had no signal.
create table device_silence (
  device uuid not null references device (id),
  county text not null,
  since  timestamptz not null,
  until  timestamptz not null check (until > since),
  primary key (device, since)
);

-- What a device has signed, word for word, so that anybody can verify it again.
create table device_step (
  command   uuid primary key,
  county    text not null,
  stream    uuid not null,
  device    uuid not null,
  seq       bigint not null,
  said      text not null,
  signature bytea not null,
  offline   boolean not null,
  at        timestamptz not null
);
create index device_step_device on device_step (device, seq);
revoke update, delete, truncate on device_step from opsmap_app;

alter table event add column device jsonb;

do $$
declare t text;
begin
  foreach t in array array['device', 'device_silence', 'device_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
