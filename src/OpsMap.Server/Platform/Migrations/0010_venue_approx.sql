-- A venue whose position nobody has surveyed says so.
alter table venue add column approx boolean not null default false;
