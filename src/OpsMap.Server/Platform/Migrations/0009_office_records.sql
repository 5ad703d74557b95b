-- What the offices do together: tasks for the departments of the joint conference, meetings, interviews, typical cases.

create table joint_task (
  id          uuid primary key,
  county      text not null references county (code),
  department  uuid not null references department (id),
  case_id     uuid,
  incident_id uuid,
  mode        text not null check (mode in ('supervise', 'dedicated', 'joint')),
  text        text not null,
  due_at      timestamptz not null,
  state       text not null check (state in ('open', 'replied', 'closed')),
  -- what the department may know of the matter, taken out when the task was set
  matter      jsonb not null,
  reply       text,
  replied_at  timestamptz,
  replied_by  text,
  remark      text,
  set_by      text not null,
  set_at      timestamptz not null,
  version     int not null,
  check ((case_id is null) <> (incident_id is null))
);
create index joint_task_county on joint_task (county, set_at desc);
create index joint_task_department on joint_task (department, set_at desc);

create table work_record (
  id         uuid primary key,
  kind       text not null check (kind in ('consultation', 'interview', 'typicalCase')),
  county     text not null references county (code),
  day        date,
  industry   int,
  cases      uuid[] not null default '{}',
  shared     boolean not null default false,
  search     text not null,
  body       jsonb not null,
  entered_by text not null,
  entered_at timestamptz not null,
  removed_at timestamptz,
  version    int not null
);
create index work_record_list on work_record (kind, entered_at desc) where removed_at is null;
create index work_record_search on work_record using gin (search gin_trgm_ops);

do $$
declare t text;
begin
  foreach t in array array['joint_task', 'work_record'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
-- a department reads its own tasks, of whatever county, and nothing else
create policy own_department on joint_task for select using ('department:' || department = current_setting('ops.county', true));
-- lessons the city shares are read in every county
create policy shared_lesson on work_record for select using (shared and current_setting('ops.county', true) ~ '^1404');

revoke delete, truncate on joint_task, work_record from opsmap_app;
