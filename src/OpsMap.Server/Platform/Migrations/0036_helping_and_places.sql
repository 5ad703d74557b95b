-- The county whose squad helps out may look at the case for as long as its squad is out, where a query says that it only looks (ops.helper).
select set_config('ops.county', '*', true);
alter table case_view add column helper text check (helper <> county);
update case_view c set helper = s.county from squad_view s where s.id = c.squad and s.county <> c.county;
create policy helping_county on case_view for select using (helper = (select current_setting('ops.helper', true)));

-- A geography pulls a latitude of 91 back to 89 without a word, so "between -90 and 90" never fails: what stands is the box around the country.
do $$
declare place record;
begin
  for place in select * from (values ('case_view', 'point'), ('venue', 'point'), ('unit', 'point'), ('county', 'seat')) as p (tab, col) loop
    execute format('alter table %1$I add constraint %1$s_in_the_country check (st_x(%2$I::geometry) between 73 and 136 and st_y(%2$I::geometry) between 3 and 54)', place.tab, place.col);
  end loop;
end $$;
alter table case_view drop constraint case_view_point_check;
