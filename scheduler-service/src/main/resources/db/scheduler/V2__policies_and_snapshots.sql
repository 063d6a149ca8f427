alter table allocations
    add column priority             int  not null default 50 check (priority between 0 and 100),
    add column lost_host_policy     text not null default 'hold' check (lost_host_policy in ('hold', 'reschedule')),
    add column max_duration_seconds int check (max_duration_seconds > 0),
    add column snapshot_id          text; -- what it was made from
create index allocations_with_an_end on allocations (started_at) where phase = 'running' and max_duration_seconds is not null;
create index allocations_from_snapshot on allocations (snapshot_id) where snapshot_id is not null;

create table snapshots (
    snapshot_id  text primary key,
    workload_id  text        not null, -- what it was taken of, which may be gone
    workspace_id bigint      not null,
    host_id      text        not null references hosts,
    epoch        bigint      not null,
    status       text        not null check (status in ('taking', 'ready', 'failed', 'deleting', 'deleted', 'lost')),
    image        text,
    size         bigint,               -- MiB
    taken_at     timestamptz,
    requested_at timestamptz not null,
    check ((image is not null) or status in ('taking', 'failed'))
);
create index snapshots_on_host on snapshots (host_id) where status in ('ready', 'deleting');
