-- Where each one stands who waits, as it was when the queue was last looked at, and which host is kept for it.
alter table queue
    add column rank         int,                        -- null until it was looked at once
    add column standing     int              not null default 0, -- its priority, grown by waiting
    add column kept_host_id text references hosts on delete set null,
    add column kept_until   timestamptz,                -- when it is expected to start there, null if nobody can tell
    add column kept_cpu     double precision not null default 0, -- what of the host will be left over then: others may have it now
    add column kept_memory  int              not null default 0,
    add column kept_gpus    int              not null default 0;
create index queue_of_kept_hosts on queue (kept_host_id) where kept_host_id is not null;

-- Who used how much lately is asked while several workspaces wait.
create index gpu_leases_closed_last on gpu_leases (closed_at) where closed_at is not null;

-- Runs that will be stopped to make room, and their owners know it.
create table stop_notices (
    workload_id    text primary key references allocations on delete cascade,
    epoch          bigint      not null,
    stops_at       timestamptz not null,
    reason         text        not null,
    for_workload   text,   -- who waits for the place
    reservation_id bigint, -- or which booking begins
    announced_at   timestamptz not null,
    check ((for_workload is null) <> (reservation_id is null))
);
create index stop_notices_for on stop_notices (for_workload) where for_workload is not null;
