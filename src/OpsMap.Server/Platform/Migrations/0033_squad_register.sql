-- Squads are entered by people: one that is disbanded keeps its history and leaves the boards.
alter table squad_view add column retired boolean not null default false;

-- The first password of an account, and every new one, is chosen by the person: the administrator hands over a code that works once.
-- Only its hash is kept.
create table account_code (
  account    uuid primary key references account (id),
  hash       bytea not null unique,
  expires_at timestamptz not null,
  issued_by  uuid,
  issued_at  timestamptz not null default clock_timestamp()
);

-- Reading the trail by person or by action, newest first.
create index audit_action on audit (action, seq);
create index audit_person on audit (person, seq);
