alter table hosts
    add column lost_at       timestamptz, -- declared lost for good; it stays closed until somebody opens it
    add column drain_started timestamptz; -- what runs there is being stopped

create table host_events (
    id      bigint generated always as identity primary key,
    host_id text        not null references hosts on delete cascade,
    at      timestamptz not null,
    type    text        not null,
    message text        not null
);
create index host_events_of_host on host_events (host_id, id desc);

-- What hosts say runs there and nobody leased to them. It is left alone until a person decides.
create table unexpected_workloads (
    host_id       text        not null references hosts on delete cascade,
    workload_id   text        not null,
    epoch         bigint      not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    state         text        not null check (state in ('seen', 'quarantined', 'stopping')),
    primary key (host_id, workload_id, epoch)
);
