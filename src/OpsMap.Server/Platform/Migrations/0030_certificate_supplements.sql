-- What reaches us after a stay has been certified, photos and positions of a phone that was without signal, is certified in supplements:
-- links of their own in the same chain, each telling the whole stay again.
alter table arrival_certificate add column part int not null default 0 check (part >= 0);
alter table arrival_certificate drop constraint arrival_certificate_case_id_round_step_key;
alter table arrival_certificate add constraint arrival_certificate_once unique (case_id, round, step, part);
alter table arrival_certificate drop constraint arrival_certificate_step_check;
alter table arrival_certificate add constraint arrival_certificate_step_check check (step in ('arrival', 'leaving', 'supplement'));

drop trigger note_arrival_due on event;
create trigger note_arrival_due after insert on event for each row
  when (new.type in ('arrived-on-scene', 'scene-finished', 'case-closed', 'evidence-added')) execute function note_arrival_due();
