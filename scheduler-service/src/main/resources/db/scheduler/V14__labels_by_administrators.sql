-- Beside what agents say of their hosts, and outliving what they say next; where both name one, this counts.
alter table hosts add column added_labels jsonb not null default '{}';
drop trigger host_changed on hosts;
create trigger host_changed after update on hosts for each row
    when ((old.name, old.total_cpu, old.total_memory, old.port_from, old.port_to, old.labels, old.added_labels, old.maintenance, old.health, old.taints)
        is distinct from
        (new.name, new.total_cpu, new.total_memory, new.port_from, new.port_to, new.labels, new.added_labels, new.maintenance, new.health, new.taints))
    execute function note_placement_change();
