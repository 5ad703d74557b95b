-- Texts to complainants: only by an SMS gateway that is set to send them. What waits names the case; the number stays in the vault until the text leaves.
alter table notify_channel add column complainants boolean not null default false,
  add constraint notify_channel_complainants check (not complainants or kind = 'sms');
alter table notice add column complainant uuid,
  add constraint notice_complainant check (complainant is null or phone is null);
alter table notice drop constraint notice_state_check,
  add constraint notice_state_check check (state in ('waiting', 'sending', 'sent', 'failed', 'void'));
alter table notice drop constraint notice_standing_check,
  add constraint notice_standing_check check (standing in ('unacknowledged', 'unanswered', 'notArrived'));
-- Whichever channels there are: one text for one event.
create unique index notice_complainant_once on notice (key) where complainant is not null;
alter table notify_delivery drop constraint notify_delivery_what_check,
  add constraint notify_delivery_what_check check (what in ('notice', 'digest', 'test', 'complainant'));
