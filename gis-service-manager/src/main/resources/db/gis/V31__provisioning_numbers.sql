-- A number that is given once and never again tells an old job from a new one, though the row between them was deleted.
create sequence service_provisioning_wishes;
select setval('service_provisioning_wishes', (select coalesce(max(wanted), 0) + 1 from service_provisionings));
alter table service_provisionings alter column wanted set default nextval('service_provisioning_wishes');
alter sequence service_provisioning_wishes owned by service_provisionings.wanted;
comment on column service_provisionings.wanted is 'number of the latest wish, given once among all services; what is done when done is the same';
