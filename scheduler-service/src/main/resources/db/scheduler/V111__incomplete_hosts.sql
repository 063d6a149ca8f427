-- What a host has declared and lists no more; an administrator who opens it takes it as it is.
alter table hosts
    add column missing_gpus      text[]  not null default '{}',
    add column declared_gpus     int,                            -- cards that it had before; null while nothing is missing
    add column closed_incomplete boolean not null default false, -- in maintenance for that alone: opened when all is there again
    add constraint hosts_closed_incomplete_for_a_reason check (not closed_incomplete or maintenance and declared_gpus is not null);

drop trigger host_changed on hosts;
create trigger host_changed after update on hosts for each row
    when ((old.name, old.total_cpu, old.total_memory, old.port_from, old.port_to, old.labels, old.added_labels, old.maintenance, old.health, old.taints,
           old.missing_gpus, old.closed_incomplete)
        is distinct from
        (new.name, new.total_cpu, new.total_memory, new.port_from, new.port_to, new.labels, new.added_labels, new.maintenance, new.health, new.taints,
         new.missing_gpus, new.closed_incomplete))
    execute function note_placement_change();
