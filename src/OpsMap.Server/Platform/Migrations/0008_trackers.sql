-- Devices that report a squad's position by themselves. No secret stands here: a token proves itself by the nodes' key.
create table tracker (
  id         uuid primary key,
  county     text not null references county (code),
  squad      uuid not null,
  name       text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  seen_at    timestamptz,
  battery    double precision,
  version    int not null default 1
);
create index tracker_squad on tracker (squad) where revoked_at is null;
alter table tracker enable row level security;
alter table tracker force row level security;
create policy own_county on tracker using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*');
