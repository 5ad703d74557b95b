-- Several people using one address is a factor of Order 121 art. 17; like the telephone it is found again by a keyed hash, never kept in clear.
alter table complainant add column address_hash bytea;
create index complainant_address on complainant (address_hash) where address_hash is not null;
