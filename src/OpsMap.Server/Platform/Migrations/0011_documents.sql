-- Documents: what was issued stays as it was issued. A correction is another document that supersedes; nothing is ever edited or removed.
create table document (
  id            uuid primary key,
  case_id       uuid not null,
  county        text not null,
  issuer        text not null,
  kind          text not null,
  year          int not null,
  number        int check (number > 0),
  no            text not null,
  basis         int not null,
  issued_at     timestamptz not null,
  issued_by     uuid not null,
  body          jsonb not null,
  sha256        bytea not null,
  person_enc    bytea,
  token_hash    bytea not null unique,
  supersedes    uuid,
  state         text not null default 'issued' check (state in ('issued', 'withdrawn', 'superseded')),
  reason        text,
  ended_at      timestamptz,
  ended_by      uuid,
  superseded_by uuid,
  constraint document_hash check (sha256 = sha256(convert_to(body::text, 'UTF8'))),
  constraint document_ended check ((state = 'issued') = (ended_at is null))
);
create unique index document_number on document (issuer, kind, year, number) where number is not null;
-- One event of the case is the ground of one document in force of each kind.
create unique index document_one_in_force on document (case_id, kind, basis) where state = 'issued';
create index document_case on document (case_id);

create function document_supersedes() returns trigger language plpgsql as $$
begin
  update document set state = 'superseded', superseded_by = new.id, reason = new.reason, ended_at = new.issued_at, ended_by = new.issued_by
  where id = new.supersedes and state = 'issued';
  if not found then
    raise exception 'the document to supersede is not in force' using errcode = 'unique_violation', constraint = 'document_not_in_force';
  end if;
  return new;
end $$;
create trigger document_supersedes before insert on document for each row when (new.supersedes is not null) execute function document_supersedes();

create function document_is_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.state = 'issued' and new.state <> 'issued'
       and (old.id, old.case_id, old.county, old.issuer, old.kind, old.year, old.number, old.no, old.basis, old.issued_at, old.issued_by, old.body, old.sha256, old.person_enc, old.token_hash, old.supersedes)
           is not distinct from
           (new.id, new.case_id, new.county, new.issuer, new.kind, new.year, new.number, new.no, new.basis, new.issued_at, new.issued_by, new.body, new.sha256, new.person_enc, new.token_hash, new.supersedes) then
      return new;
    end if;
  end if;
  raise exception 'an issued document is never changed' using errcode = 'restrict_violation';
end $$;
create trigger document_is_immutable before update or delete on document for each row execute function document_is_immutable();

-- Whoever sees the case sees its documents, also when the case has moved to another county since.
alter table document enable row level security;
alter table document force row level security;
create policy own_county on document using (
  county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*' or exists (select from case_view c where c.id = case_id));
revoke update, delete, truncate on document from opsmap_app;
grant update (state, reason, ended_at, ended_by, superseded_by) on document to opsmap_app;
