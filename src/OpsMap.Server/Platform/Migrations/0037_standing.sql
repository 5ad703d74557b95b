-- How a directive must still stand when a notice about it is told; what waited before was about acknowledging.
alter table notice add column standing text check (standing in ('unacknowledged', 'unanswered'));
update notice set standing = 'unacknowledged' where case_id is not null;
