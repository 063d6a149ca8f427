-- Which hosts a transaction wrote about, so that placement reads again only those.
create table placement_changes (
    transaction bigint      not null,
    host_id     text        not null,
    noted_at    timestamptz not null default now(),
    primary key (transaction, host_id)
);

create function note_placement_change() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into placement_changes (transaction, host_id)
        values (pg_current_xact_id()::text::bigint, old.host_id) on conflict do nothing;
    end if;
    if tg_op <> 'DELETE' then
        insert into placement_changes (transaction, host_id)
        values (pg_current_xact_id()::text::bigint, new.host_id) on conflict do nothing;
    end if;
    return null;
end $$;

create trigger host_came_or_went after insert or delete on hosts
    for each row execute function note_placement_change();
-- Heartbeats say nothing that matters here.
create trigger host_changed after update on hosts for each row
    when ((old.name, old.total_cpu, old.total_memory, old.port_from, old.port_to, old.labels, old.maintenance, old.health)
        is distinct from
        (new.name, new.total_cpu, new.total_memory, new.port_from, new.port_to, new.labels, new.maintenance, new.health))
    execute function note_placement_change();
create trigger gpu_came_or_went after insert or delete on gpus
    for each row execute function note_placement_change();
create trigger gpu_changed after update on gpus for each row
    when ((old.host_id, old.gpu_index, old.name, old.memory_total, old.present, old.status)
        is distinct from (new.host_id, new.gpu_index, new.name, new.memory_total, new.present, new.status))
    execute function note_placement_change();
create trigger lease_changed after insert or update or delete on leases
    for each row execute function note_placement_change();
create trigger port_changed after insert or update or delete on port_mappings
    for each row execute function note_placement_change();

-- What a decision was made on; without an epoch and a host where nothing fitted.
alter table placement_decisions
    drop constraint placement_decisions_pkey,
    add column id           bigint generated always as identity primary key,
    add column strategy     text   not null default 'pack',
    add column score        double precision,
    add column fitting      int    not null default 0,
    add column candidates   jsonb  not null default '[]',
    add column refusals     jsonb  not null default '[]',
    add column microseconds bigint not null default 0,
    add constraint placement_decisions_one_per_lease unique (epoch),
    alter column epoch drop not null,
    alter column host_id drop not null;
drop index placement_decisions_of_workload;
create index placement_decisions_of_workload on placement_decisions (workload_id, id desc);
create index leases_closed_last on leases (closed_at desc) where closed_at is not null;
