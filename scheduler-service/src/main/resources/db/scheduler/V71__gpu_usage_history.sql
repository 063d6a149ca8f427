-- Who held which GPU, cut at midnights (UTC), so that each day is a partition and is dropped as a whole. The service makes and drops them.
create table gpu_usage_history (
    day          date        not null,
    gpu_uuid     text        not null,
    epoch        bigint      not null,
    host_id      text        not null, -- where it was then
    gpu_index    int         not null,
    workload_id  text        not null,
    customer_id  bigint,               -- null for what belonged to nobody
    workspace_id bigint,
    share        int         not null, -- thousandths
    held_from    timestamptz not null,
    held_until   timestamptz not null,
    primary key (day, gpu_uuid, epoch),
    check (held_until >= held_from)
) partition by range (day);
create index gpu_usage_history_of_place on gpu_usage_history (host_id, gpu_index, day);

-- Up to when it is written; whoever writes holds the row.
create table gpu_usage_filled (
    only_one boolean primary key default true check (only_one),
    through  timestamptz not null
);
insert into gpu_usage_filled (through) select coalesce(min(opened_at), now()) from gpu_leases;

create index gpu_leases_of_gpu on gpu_leases (gpu_uuid, closed_at);
