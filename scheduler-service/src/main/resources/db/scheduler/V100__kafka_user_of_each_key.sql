-- Each key of a host has a user of its own: connections that an earlier key opened get nothing of what a later one may.
alter table host_enrollments add column kafka_user text;
update host_enrollments set kafka_user = 'host-' || host_id;
alter table host_enrollments alter column kafka_user set not null;

comment on column host_enrollments.kafka_user is 'As whom the host logs in; another one with each key';
