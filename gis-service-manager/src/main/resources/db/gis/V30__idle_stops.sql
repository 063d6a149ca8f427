-- What is shown as the reason changes with every fact, so it cannot say for long who sleeps.
alter table service_states add column idle boolean not null default false;
comment on column service_states.idle is 'whether it is wanted stopped only until somebody calls it';
update service_states set idle = true
where desired = 'stopped' and reason = 'nobody called it: it starts again when somebody does';
