-- Snapshots read what was closed today, the wall what was closed within two days; the table keeps every case there ever was.
-- It was numbered 0007 once, so a database may have it already.
create index if not exists case_view_closed on case_view (closed_at) where closed_at is not null;
