-- A squad has one directive in hand; others may wait behind it (排队) and become the one in hand in the commit that ends the one before.
alter table directive add column queued boolean not null default false;
drop index directive_one_per_squad;
create unique index directive_one_per_squad on directive (squad) where active and not queued;
create index directive_queued on directive (squad, issued_at) where active and queued;
