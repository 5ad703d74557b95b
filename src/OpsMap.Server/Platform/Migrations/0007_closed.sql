-- Snapshots read what was closed today, the wall what was closed within two days; the table keeps every case there ever was.
create index case_view_closed on case_view (closed_at) where closed_at is not null;
