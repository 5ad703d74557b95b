-- Triage: what makes two texts alike whatever the locale of the cluster, the rules an administrator keeps, and what people decided on suggestions.
-- pg_trgm sees Chinese characters only where the locale calls them letters (not in "C"), so texts are compared by pairs of characters of our own.

-- every row below may be read and written while this script runs
select set_config('ops.county', '*', true);

create function plain_text(t text) returns text language sql immutable parallel safe as $$
  select translate(lower(normalize(coalesce(t, ''), NFKC)), E' \t\r\n　，。、；：！？“”‘’（）《》【】—…·,.;:!?"''()[]<>-_/|', '')
$$;

-- the distinct pairs of neighbouring characters, as numbers; a text's beginning says enough
create function text_grams(t text) returns int[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct hashtext(g.pair)), '{}')
  from (select c || lead(c) over (order by n) as pair
        from unnest(string_to_array(left(plain_text(t), 1500), null)) with ordinality as u (c, n)) g
  where g.pair is not null
$$;

-- how much two texts share, from 0 to 1 (Dice); a handful of characters proves nothing
create function likeness(a int[], b int[]) returns real language sql immutable parallel safe as $$
  select case when cardinality(a) < 12 or cardinality(b) < 12 then 0
    else 2.0 * (select count(*) from unnest(a) as x (g) join unnest(b) as y (g) using (g)) / (cardinality(a) + cardinality(b)) end
$$;

create function merchant_key(name text) returns text language sql immutable parallel safe as $$
  select nullif(regexp_replace(regexp_replace(plain_text(name), '^(山西省)?(长治市)?', ''), '(有限责任公司|有限公司|个体工商户|个体户)$', ''), '')
$$;

-- unknown when either is unknown
create function same_merchant(a text, b text) returns boolean language sql immutable parallel safe as $$
  select a = b or (least(length(a), length(b)) >= 4 and (position(a in b) > 0 or position(b in a) > 0))
$$;

create table triage_text (
  case_id  uuid primary key,
  grams    int[] not null,
  merchant text,
  numbers  text[] not null
);
create index triage_text_merchant on triage_text (merchant);

create function keep_triage_text() returns trigger language plpgsql as $$
declare
  said jsonb := new.body -> 'registration';
begin
  insert into triage_text (case_id, grams, merchant, numbers)
  values (new.stream, text_grams(concat(said ->> 'title', said ->> 'facts')), merchant_key(said -> 'respondent' ->> 'name'),
          array_remove(array[said ->> 'external12315No', said ->> 'external12345No'], null));
  return null;
end $$;
create trigger keep_triage_text after insert on event for each row when (new.type = 'case-received') execute function keep_triage_text();

insert into triage_text (case_id, grams, merchant, numbers)
select stream, text_grams(concat(body -> 'registration' ->> 'title', body -> 'registration' ->> 'facts')), merchant_key(body -> 'registration' -> 'respondent' ->> 'name'),
       array_remove(array[body -> 'registration' ->> 'external12315No', body -> 'registration' ->> 'external12345No'], null)
from   event where type = 'case-received';

-- one row a change; the newest holds
create table triage_rule (
  version    int primary key check (version > 0),
  body       jsonb not null,
  changed_by uuid,
  person     text,
  note       text,
  changed_at timestamptz not null default transaction_timestamp()
);

-- what was suggested, and what a person made of it
create table triage_decision (
  id            uuid primary key,
  case_id       uuid not null,
  topic         text not null,
  suggestion    jsonb not null,
  accepted      boolean not null,
  value         jsonb not null,
  reason        text,
  rules_version int not null,
  person        uuid not null,
  name          text not null,
  role          text not null,
  at            timestamptz not null
);
create index triage_decision_case on triage_decision (case_id, at);

-- these follow their case: who may see the case may see them, wherever it goes
alter table triage_text enable row level security;
alter table triage_text force row level security;
create policy of_the_case on triage_text for select using (exists (select from case_view c where c.id = case_id));
-- written by the trigger before the case is there to be seen; "on conflict" would have to see it
create policy written_with_the_event on triage_text for insert with check (true);
alter table triage_decision enable row level security;
alter table triage_decision force row level security;
create policy of_the_case on triage_decision using (exists (select from case_view c where c.id = case_id));
revoke update, delete, truncate on triage_decision, triage_rule from opsmap_app;
