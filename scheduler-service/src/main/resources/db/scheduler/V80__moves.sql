-- A workload whose home is on its way is in a phase of its own; one that is to leave says so until that begins.
alter table allocations drop constraint allocations_phase_check;
alter table allocations add constraint allocations_phase_check
    check (phase in ('queued', 'starting', 'running', 'unknown', 'stopping', 'stopped', 'failed', 'moving', 'deleting', 'deleted'));
alter table allocations add column departing boolean not null default false;

-- Whether what lives on a host that is being drained goes elsewhere with its home.
alter table hosts add column drain_moves boolean not null default false;

create table moves (
    move_id       uuid primary key,
    workload_id   text        not null,
    state         text        not null check (state in ('wanted', 'moving', 'moved', 'failed')),
    reason        text        not null, -- why it goes, later why it did not
    wanted_host   text,                 -- null for any
    source_host   text        not null,
    target_host   text,
    epoch         bigint unique,        -- its number, from the sequence of leases; null until it begins
    source_ticket bytea,                -- SHA-256 of what opens the relay for a host
    target_ticket bytea,
    attempt       int         not null default 0,
    stored        int         not null default 0, -- pieces that came in this attempt
    taken         int         not null default 0, -- of them those that are not needed any more
    bytes         bigint      not null default 0, -- came in this attempt
    most_bytes    bigint,               -- that may come, null for any
    requested_at  timestamptz not null,
    progressed_at timestamptz not null,
    ended_at      timestamptz
);
create unique index moves_one_open_per_workload on moves (workload_id) where ended_at is null;
create index moves_open_of_source on moves (source_host) where ended_at is null;
create index moves_ended on moves (ended_at) where ended_at is not null;

-- What one host has handed over and the other has not taken yet: a few pieces at a time. Unlogged, for after a crash both hosts begin anew.
create unlogged table home_pieces (
    epoch   bigint  not null,
    attempt int     not null,
    number  int     not null,
    last    boolean not null,
    bytes   bytea   not null,
    primary key (epoch, attempt, number)
);
alter table home_pieces alter column bytes set storage external; -- sealed bytes do not get smaller

-- Homes that do not count any more and still lie on a host.
create table left_homes (
    workload_id text        not null,
    host_id     text        not null,
    epoch       bigint      not null, -- of the move that left it
    remove_at   timestamptz not null, -- or as soon as the workload has run elsewhere
    asked       int         not null default 0,
    left_at     timestamptz not null,
    primary key (workload_id, host_id, epoch)
);
create index left_homes_due on left_homes (remove_at);
