-- What a request may ask of a host beside cores, memory and GPUs.
alter table hosts
    add column total_disk int, -- MiB of the file system that holds volumes, null if its agent does not tell
    add column free_disk  int; -- what was measured to be free of it, give or take a GiB
create trigger host_disk_changed after update on hosts for each row
    when ((old.total_disk, old.free_disk) is distinct from (new.total_disk, new.free_disk))
    execute function note_placement_change();

-- What was promised to a workload stays so while its files are on the host, running or not.
create index allocations_with_disk on allocations (home_host_id) where workload ->> 'disk' is not null;
create function note_disk_change() returns trigger language plpgsql as $$
begin
    insert into placement_changes (transaction, host_id)
    select pg_current_xact_id()::text::bigint, home from unnest(array[old.home_host_id, new.home_host_id]) home
    where home is not null on conflict do nothing;
    return null;
end $$;
create trigger disk_given_back after update on allocations for each row
    when (new.workload ->> 'disk' is not null
        and ((old.phase = 'deleted') is distinct from (new.phase = 'deleted') or old.home_host_id is distinct from new.home_host_id))
    execute function note_disk_change();

-- How pairs of GPUs are joined, in the driver's words; of a pair that is not here nobody knows.
create table gpu_links (
    host_id text not null references hosts on delete cascade,
    one     text not null,
    other   text not null,
    link    text not null,
    primary key (host_id, one, other)
);
create trigger gpu_link_changed after insert or update or delete on gpu_links
    for each row execute function note_placement_change();

-- The machine that a GPU is in, where one host stands for several.
alter table gpus add column machine text;
create trigger gpu_machine_changed after update on gpus for each row when (old.machine is distinct from new.machine)
    execute function note_placement_change();

-- Images that need no pull, as the host told last.
create table host_images (
    host_id text not null references hosts on delete cascade,
    image   text not null,
    primary key (host_id, image)
);
create trigger host_image_changed after insert or delete on host_images
    for each row execute function note_placement_change();
