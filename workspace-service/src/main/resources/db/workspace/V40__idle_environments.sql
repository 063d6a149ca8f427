-- Who used an environment, as its host saw it: a row a minute, with what it used of CPU (cores) and GPU (percent) around that time, so that
-- a decision can be made again from one row. A partition a day, kept as long as samples are.
create table activity_samples (
    environment_id varchar(64) not null,
    workspace_id bigint not null,
    at timestamptz not null,
    activity jsonb not null,
    cpu real,
    gpu real,
    gpus smallint not null,
    primary key (environment_id, at)
) partition by range (at);

-- What is remembered of the run between two looks.
create table idle_watches (
    environment_id varchar(64) primary key references environments (id) on delete cascade,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    epoch bigint not null,
    seen_at timestamptz not null,
    used_at timestamptz not null,
    used_by text not null,
    warned_at timestamptz,
    stops_at timestamptz,
    traces jsonb not null,
    check (stops_at is null or warned_at is not null)
);
create index idx_idle_watches_workspace on idle_watches (workspace_id);

alter table activity_samples enable row level security, force row level security;
create policy seen on activity_samples for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on activity_samples using ((select is_trusted())) with check ((select is_trusted()));

alter table idle_watches enable row level security, force row level security;
create policy seen on idle_watches for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on idle_watches using ((select is_trusted())) with check ((select is_trusted()));

create or replace function ensure_sample_partition(parent text, day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    partition constant text := parent || to_char(day, '_YYYY_MM_DD');
begin
    if acting_as() <> 'system' or parent not in ('environment_samples', 'gpu_samples', 'activity_samples') then
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

create or replace function drop_sample_partitions(first_kept date) returns integer
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
        where pg_inherits.inhparent in
                ('environment_samples'::regclass, 'gpu_samples'::regclass, 'activity_samples'::regclass)
            and to_date(right(child.relname, 10), 'YYYY_MM_DD') < first_kept
    loop
        execute format('drop table %I', partition.relname);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
