-- The offices 市、县、所 and who is responsible for what. What is published stands here; people and stations of the demonstration come from the server.

create table unit (
  id         uuid primary key,
  code       text not null unique,
  county     text not null references county (code),
  kind       text not null check (kind in ('cityBureau', 'countyBureau', 'zoneBureau', 'station', 'section', 'centre', 'team', 'association')),
  parent     uuid references unit (id),
  name       text not null,
  phone      text,
  address    text,
  point      geography(Point, 4326),
  industries int[] not null default '{}',
  squad      uuid,
  people     jsonb not null default '[]',
  demo       boolean not null default false,
  closed     boolean not null default false,
  sort       int not null default 0,
  version    int not null default 1,
  at         timestamptz not null default clock_timestamp()
);
create index unit_county on unit (county, kind);
create unique index unit_one_bureau on unit (county) where kind in ('cityBureau', 'countyBureau', 'zoneBureau');

-- One row a plot: an industry of a county.
create table responsibility (
  county   text not null references county (code),
  industry int not null check (industry between 1 and 10),
  unit     uuid not null references unit (id),
  backup   uuid references unit (id),
  squad    uuid,
  demo     boolean not null default false,
  at       timestamptz not null default clock_timestamp(),
  primary key (county, industry)
);

-- The joint conference: 25 departments, of which the published text names two; the others wait for the real list.
create table department (
  id           uuid primary key,
  code         text not null unique,
  county       text not null references county (code),
  name         text not null,
  duty         text,
  liaison      text,
  phone        text,
  placeholder  boolean not null default false,
  closed       boolean not null default false,
  sort         int not null default 0,
  version      int not null default 1,
  at           timestamptz not null default clock_timestamp()
);

-- Moves with every change of a border, so that every node notices at its next question.
create table border_stamp (
  id    int primary key check (id = 1),
  stamp bigint not null
);
insert into border_stamp (id, stamp) values (1, 0);

alter table account add column unit uuid references unit (id), add column department uuid references department (id), add column venue uuid references venue (id);
drop trigger account_rights_changed on account;
create trigger account_rights_changed after update on account for each row
  when ((old.role, old.county, old.squad, old.unit, old.department, old.venue, old.disabled)
        is distinct from (new.role, new.county, new.squad, new.unit, new.department, new.venue, new.disabled))
  execute function account_rights_changed();

insert into unit (id, code, county, kind, parent, name, point, sort)
select md5('opsmap unit ' || c.code)::uuid, c.code, c.code,
       case c.kind when 'city' then 'cityBureau' when 'zone' then 'zoneBureau' else 'countyBureau' end,
       case c.kind when 'city' then null else md5('opsmap unit 1404')::uuid end,
       c.name || case c.kind when 'zone' then '市场监管局' else '市场监督管理局' end,
       case c.kind when 'zone' then null else c.seat end, c.sort
from   county c
order  by c.sort;

-- 消保科 leads, with the 12315 centre and the consumers' association; of the counties only 上党 has its offices in print.
insert into unit (id, code, county, kind, parent, name, industries, sort)
select md5('opsmap unit ' || u.code)::uuid, u.code, u.county, u.kind, md5('opsmap unit ' || u.county)::uuid, u.name, u.industries, u.sort
from (values
  ('1404-12315',   '1404',   'centre',      '12315中心',          '{}'::int[], 1),
  ('1404-XBK',     '1404',   'section',     '消保科',             '{4,5,6}',   2),
  ('1404-XX',      '1404',   'association', '消费者协会',         '{}',        3),
  ('140404-12315', '140404', 'centre',      '12315投诉举报中心',  '{}',        1),
  ('140404-XBG',   '140404', 'section',     '消保股',             '{4,5,6}',   2),
  ('140404-ZGG',   '140404', 'section',     '知广股',             '{}',        3),
  ('140404-XYG',   '140404', 'section',     '信用监管股',         '{}',        4),
  ('140404-ZLG',   '140404', 'section',     '质量股',             '{10}',      5),
  ('140404-SPG',   '140404', 'section',     '食品股',             '{1}',       6),
  ('140404-YPG',   '140404', 'section',     '药品股',             '{2,3}',     7),
  ('140404-ZFD',   '140404', 'team',        '综合执法队',         '{9}',       8)
) as u (code, county, kind, name, industries, sort);

insert into department (id, code, county, name, placeholder, sort)
select md5('opsmap department ' || d.code)::uuid, d.code, '1404', d.name, d.code not in ('police', 'court'), d.sort
from (values
  ('police', '公安', 1), ('court', '法院', 2), ('publicity', '宣传', 3), ('cyberspace', '网信', 4), ('procuratorate', '检察院', 5),
  ('development', '发改', 6), ('education', '教育', 7), ('industry', '工信', 8), ('civil-affairs', '民政', 9), ('justice', '司法', 10),
  ('finance', '财政', 11), ('human-resources', '人社', 12), ('natural-resources', '自然资源', 13), ('housing', '住建', 14), ('transport', '交通运输', 15),
  ('agriculture', '农业农村', 16), ('commerce', '商务', 17), ('culture-tourism', '文旅', 18), ('health', '卫健', 19), ('emergency', '应急', 20),
  ('city-management', '城管', 21), ('approval-data', '行政审批/数据', 22), ('financial-regulation', '金融监管', 23), ('telecom-post', '通信/邮政管理', 24),
  ('consumer-association', '消协', 25)
) as d (code, name, sort);

do $$
declare t text;
begin
  foreach t in array array['unit', 'responsibility', 'department'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy own_county on %I using (county = current_setting('ops.county', true) or current_setting('ops.county', true) = '*')$p$, t);
  end loop;
end $$;
-- the city's own offices and departments stand above every county: it reads them, and changes none
create policy city_is_known on unit for select using (county = '1404' and current_setting('ops.county', true) <> '');
create policy city_is_known on department for select using (county = '1404' and current_setting('ops.county', true) <> '');

-- stations and sections of the counties' people; nothing here is ever deleted, a unit is closed
revoke delete, truncate on unit, department from opsmap_app;
