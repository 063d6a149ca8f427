create table hosts (
    host_id           text primary key,
    name              text             not null,
    address           text             not null,
    deployment_mode   text             not null,
    runtime           text             not null,
    agent_version     text             not null,
    total_cpu         double precision not null,
    total_memory      int              not null,
    port_from         int              not null,
    port_to           int              not null,
    labels            jsonb            not null,
    maintenance       boolean          not null default false,
    health            text             not null check (health in ('healthy', 'suspect', 'unknown')),
    last_heartbeat_at timestamptz      not null, -- the host's clock: what it attested
    last_seen_at      timestamptz      not null, -- our clock: what silence is measured by
    registered_at     timestamptz      not null
);

create table gpus (
    uuid           text primary key,
    host_id        text    not null references hosts,
    gpu_index      int     not null,
    name           text    not null,
    brand          text    not null,
    architecture   text    not null,
    memory_total   int     not null,
    driver_version text    not null,
    simulated      boolean not null,
    present        boolean not null default true,
    status         text    not null check (status in ('available', 'allocated', 'releasing', 'quarantined', 'maintenance', 'lost')),
    status_reason  text,
    allocated_to   text,
    epoch          bigint  not null default 0,
    next_check_at  timestamptz,
    check_attempts int     not null default 0,
    check ((status in ('allocated', 'releasing')) = (allocated_to is not null)),
    check ((status = 'quarantined') = (next_check_at is not null))
);
create index gpus_of_host on gpus (host_id, gpu_index);
create index gpus_to_check on gpus (next_check_at) where next_check_at is not null;

-- Epochs fence: of two leases of anything the later has the larger.
create sequence lease_epoch_seq;

create table leases (
    epoch       bigint primary key,
    workload_id text             not null,
    host_id     text             not null references hosts,
    cpu         double precision not null,
    memory      int              not null,
    opened_at   timestamptz      not null,
    closed_at   timestamptz
);
create unique index leases_one_open_per_workload on leases (workload_id) where closed_at is null;
create index leases_open_on_host on leases (host_id) where closed_at is null;

create table gpu_leases (
    id          bigint generated always as identity primary key,
    epoch       bigint      not null references leases,
    gpu_uuid    text        not null references gpus,
    workload_id text        not null,
    host_id     text        not null references hosts,
    opened_at   timestamptz not null,
    closed_at   timestamptz
);
-- At most one active lease per GPU, by constraint and not by habit.
create unique index gpu_leases_one_open_per_gpu on gpu_leases (gpu_uuid) where closed_at is null;
create index gpu_leases_of_epoch on gpu_leases (epoch);

create table port_mappings (
    host_id       text not null references hosts,
    external_port int  not null,
    protocol      text not null,
    epoch         bigint references leases, -- null once nobody holds it
    service_type  text,
    internal_port int,
    free_at       timestamptz,              -- null while held; until then nobody gets it
    primary key (host_id, external_port, protocol),
    check ((epoch is null) = (free_at is not null))
);
create index port_mappings_of_epoch on port_mappings (epoch) where epoch is not null;

create table placement_decisions (
    epoch       bigint primary key references leases,
    workload_id text        not null,
    host_id     text        not null,
    explanation text        not null,
    decided_at  timestamptz not null
);
create index placement_decisions_of_workload on placement_decisions (workload_id, epoch desc);

create table allocations (
    workload_id    text primary key,
    customer_id    bigint      not null,
    workspace_id   bigint      not null,
    name           text        not null,
    workload       jsonb       not null,
    desired        text        not null check (desired in ('running', 'stopped', 'deleted')),
    restart_wanted boolean     not null default false,
    phase          text        not null check (phase in ('queued', 'starting', 'running', 'unknown', 'stopping', 'stopped', 'failed', 'deleting', 'deleted')),
    host_id        text references hosts,   -- where it is or was last
    home_host_id   text references hosts,   -- where its files are
    epoch          bigint      not null default 0,
    container_id   text,
    attempts       int         not null default 0,
    avoided_hosts  text[]      not null default '{}',
    started_at     timestamptz,
    stopped_at     timestamptz,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
create index allocations_of_customer on allocations (customer_id);
create index allocations_up_on_host on allocations (host_id) where phase in ('running', 'unknown');

create table queue (
    position    bigint generated always as identity primary key,
    workload_id text        not null unique references allocations,
    reason      text        not null,
    queued_at   timestamptz not null
);

create table ssh_keys (
    customer_id bigint not null,
    key_id      bigint not null,
    name        text   not null,
    public_key  text   not null,
    primary key (customer_id, key_id)
);
