-- What environments used: a row per environment for each sample of its host, one more per GPU that it holds. A partition a day, so that old
-- days are dropped whole. No foreign keys: a sample is worth neither the lookups nor the locks. The primary key makes a redelivery count once.
create table environment_samples (
    environment_id varchar(64) not null,
    workspace_id bigint not null,
    at timestamptz not null,
    seconds real not null,
    cpu real,
    memory integer,
    network_received bigint,
    network_sent bigint,
    primary key (environment_id, at)
) partition by range (at);

create table gpu_samples (
    environment_id varchar(64) not null,
    workspace_id bigint not null,
    gpu_uuid varchar(64) not null,
    at timestamptz not null,
    utilization real,
    utilization_max smallint,
    memory_utilization real,
    memory_used integer,
    memory_total integer,
    temperature smallint,
    power real,
    primary key (environment_id, at, gpu_uuid)
) partition by range (at);

-- Measured by the platform, read by whoever sees the workspace.
alter table environment_samples enable row level security, force row level security;
create policy seen on environment_samples for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on environment_samples using ((select is_trusted())) with check ((select is_trusted()));

alter table gpu_samples enable row level security, force row level security;
create policy seen on gpu_samples for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on gpu_samples using ((select is_trusted())) with check ((select is_trusted()));

-- The service owns no table, so these do it in the owner's name. The policies of a partition count only for who names the partition itself.
create function ensure_sample_partition(parent text, day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    partition constant text := parent || to_char(day, '_YYYY_MM_DD');
begin
    if acting_as() <> 'system' or parent not in ('environment_samples', 'gpu_samples') then
        raise exception 'only the platform makes partitions' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtext('sample_partition'));
    if exists (select from pg_class where relname = partition and relnamespace = 'public'::regnamespace) then
        return;
    end if;
    execute format('create table %I partition of %I for values from (%L) to (%L)',
        partition, parent, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    execute format('alter table %I enable row level security, force row level security', partition);
    execute format('create policy closed on %I using ((select is_trusted())) with check ((select is_trusted()))', partition);
end $$;

-- How many partitions of days before this one are gone now.
create function drop_sample_partitions(first_kept date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    partition record;
    dropped integer := 0;
begin
    if acting_as() <> 'system' then
        raise exception 'only the platform drops partitions' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtext('sample_partition'));
    for partition in
        select child.relname from pg_inherits
        join pg_class child on child.oid = pg_inherits.inhrelid
        where pg_inherits.inhparent in ('environment_samples'::regclass, 'gpu_samples'::regclass)
            and to_date(right(child.relname, 10), 'YYYY_MM_DD') < first_kept
    loop
        execute format('drop table %I', partition.relname);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
