-- The working-day calendar: one row a year. Shipped years are renewed by a newer file, an administrator's are not.
create table calendar_year (
  year       int primary key check (year between 2000 and 2100),
  body       jsonb not null,
  loaded_by  uuid,
  changed_at timestamptz not null default clock_timestamp()
);
