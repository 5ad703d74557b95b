-- Telling people who do not look at a screen. Address and secret of a channel are sealed by the nodes' keys; nothing is on until somebody turns it on.
create table notify_channel (
  id           uuid primary key,
  county       text not null references county (code),
  kind         text not null check (kind in ('weCom', 'dingTalk', 'sms', 'voice')),
  name         text not null,
  sealed       bytea not null,
  host         text not null,
  per_minute   int not null default 20 check (per_minute between 1 and 600),
  enabled      boolean not null default false,
  paused_until timestamptz,
  version      int not null
);

-- How far the feed has been read, county by county; moves in the transaction that writes what was read.
create table notify_cursor (
  county text primary key,
  seq    bigint not null
);

-- What a channel is to be told: once for each thing, kept until it is said or no longer true.
create table notice (
  id            bigint generated always as identity primary key,
  channel       uuid not null references notify_channel (id),
  county        text not null,
  key           text not null,
  kind          text not null,
  urgency       int not null,
  text          text not null,
  brief         text not null,
  phone         text,
  case_id       uuid,
  directive     text,
  created_at    timestamptz not null,
  due_at        timestamptz not null,
  claimed_until timestamptz,
  state         text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'void')),
  tries         int not null default 0,
  delivery      bigint,
  unique (channel, key)
);
create index notice_waiting on notice (channel, urgency, id) where state = 'waiting';

-- Every message that left, or tried to. Each one is a token of its channel's minute.
create table notify_delivery (
  id      bigint generated always as identity primary key,
  channel uuid not null references notify_channel (id),
  county  text not null,
  at      timestamptz not null,
  what    text not null check (what in ('notice', 'digest', 'test')),
  notices int not null,
  text    text not null,
  ok      boolean,
  result  text,
  ms      int
);
create index notify_delivery_minute on notify_delivery (channel, at desc);

do $$
declare t text;
begin
  foreach t in array array['notify_channel', 'notify_cursor', 'notice', 'notify_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
revoke delete, truncate on notify_channel, notify_delivery from opsmap_app;
