-- Photos and signatures: what was acknowledged stands in the same database, in the same transaction, as the event that tells of it.
create table evidence (
  id       uuid primary key,
  case_id  uuid not null,
  county   text not null,
  kind     text not null,
  sha256   bytea not null check (octet_length(sha256) = 32),
  width    int not null check (width > 0),
  height   int not null check (height > 0),
  bytes    int not null check (bytes > 0),
  image    bytea not null,
  taken_at timestamptz not null,
  at       timestamptz not null,
  person   uuid not null
);
create index evidence_case on evidence (case_id);
create index evidence_person on evidence (person, at);
-- encrypted: there is nothing to compress
alter table evidence alter column image set storage external;

-- Whoever sees the case sees its pictures, also when the case has moved to another county since.
alter table evidence enable row level security;
alter table evidence force row level security;
create policy own_county on evidence using (
  county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*' or exists (select from case_view c where c.id = case_id));
revoke update, delete, truncate on evidence from opsmap_app;
