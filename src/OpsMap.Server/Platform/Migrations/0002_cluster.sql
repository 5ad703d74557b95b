-- Cluster membership: who is a silo of which cluster. PostgreSQL is the referee; see ClusterTable.
create table ops_cluster (
  cluster text primary key,
  version int not null
);

create table ops_silo (
  cluster      text not null references ops_cluster on delete cascade,
  silo         text not null,
  status       int not null,
  name         text not null,
  host         text not null,
  gateway_port int not null,
  started_at   timestamptz not null,
  alive_at     timestamptz not null,
  suspectors   text[] not null default '{}',
  suspected_at timestamptz[] not null default '{}',
  etag         int not null default 0,
  primary key (cluster, silo),
  check (cardinality(suspectors) = cardinality(suspected_at))
) with (fillfactor = 60);   -- heartbeats update in place
