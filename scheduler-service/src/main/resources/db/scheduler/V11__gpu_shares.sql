-- Parts of GPUs. A lease holds thousandths of a GPU. What all open leases hold of it the database itself counts, in the GPU's own row: concurrent
-- writers take turns there, and together they can never hold more than there is.
alter table gpu_leases add column share int not null default 1000 check (share between 1 and 1000);
alter table gpus
    add column leased     int    not null default 0, -- thousandths, by open leases
    add column last_epoch bigint not null default 0, -- of the latest lease of it
    -- A slice cut by the hardware is a device of its own; the driver names it by its profile.
    add column mig_profile text generated always as (substring(name from '\mMIG (\d+g\.\d+gb)')) stored;
update gpus set leased = coalesce((select sum(share) from gpu_leases l where l.gpu_uuid = gpus.uuid and l.closed_at is null), 0),
                last_epoch = coalesce((select max(l.epoch) from gpu_leases l where l.gpu_uuid = gpus.uuid), 0);
alter table gpus
    add constraint gpus_hold_no_more_than_a_whole check (leased between 0 and 1000),
    -- Who holds a share is in gpu_leases: there may be several.
    drop constraint gpus_check,
    add constraint gpus_held_by_one_or_shared check (allocated_to is null or status in ('allocated', 'releasing'));

drop index gpu_leases_one_open_per_gpu;
create unique index gpu_leases_one_open_whole_per_gpu on gpu_leases (gpu_uuid) where closed_at is null and share = 1000;

create function count_leased() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.closed_at is null then
        update gpus set leased = leased - old.share where uuid = old.gpu_uuid;
    end if;
    if tg_op = 'INSERT' then
        update gpus set last_epoch = new.epoch where uuid = new.gpu_uuid and last_epoch < new.epoch;
        if not found then
            raise exception 'GPU % was leased under a later epoch than % already', new.gpu_uuid, new.epoch;
        end if;
    end if;
    if tg_op <> 'DELETE' and new.closed_at is null then
        update gpus set leased = leased + new.share where uuid = new.gpu_uuid;
    end if;
    return null;
end $$;
create trigger leased_is_counted after insert or delete or update of closed_at, share, gpu_uuid on gpu_leases
    for each row execute function count_leased();

-- What a host takes only from those who tolerate it.
alter table hosts add column taints text[] not null default '{}';
drop trigger host_changed on hosts;
create trigger host_changed after update on hosts for each row
    when ((old.name, old.total_cpu, old.total_memory, old.port_from, old.port_to, old.labels, old.maintenance, old.health, old.taints)
        is distinct from
        (new.name, new.total_cpu, new.total_memory, new.port_from, new.port_to, new.labels, new.maintenance, new.health, new.taints))
    execute function note_placement_change();
drop trigger gpu_changed on gpus;
create trigger gpu_changed after update on gpus for each row
    when ((old.host_id, old.gpu_index, old.name, old.memory_total, old.present, old.status, old.leased)
        is distinct from (new.host_id, new.gpu_index, new.name, new.memory_total, new.present, new.status, new.leased))
    execute function note_placement_change();
