-- A lease that runs may be given another size.
alter table usage_facts drop constraint usage_facts_kind_check;
alter table usage_facts add check (kind in ('leased', 'started', 'stopped', 'paused', 'resumed', 'resized', 'released'));
alter table usage_facts drop constraint usage_facts_check;
alter table usage_facts add check ((kind in ('started', 'resized')) = (terms is not null));
comment on column usage_facts.terms is 'of a start: customer, workspace, GPUs by UUID and model, cores, MiB; of a change of size: cores, MiB';

-- GPUs are taken out of work and put back. The scheduler numbers each time that one is out, so that end finds start in any order.
alter table gpu_facts drop constraint gpu_facts_kind_check;
alter table gpu_facts add check (kind in ('quarantined', 'shown_clean', 'maintenance_started', 'maintenance_ended'));
comment on column gpu_facts.epoch is 'the epoch of the lease after which it was quarantined, or the number of the maintenance';
