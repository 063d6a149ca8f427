create table service_states (
    service_id     bigint      primary key references user_service_configs,
    user_id        bigint      not null,
    generation     bigint      not null default 0,
    desired        text        not null check (desired in ('running', 'stopped', 'deleted')),
    observed       text        not null check
        (observed in ('stopped', 'queued', 'starting', 'running', 'waiting', 'stopping', 'unknown', 'error', 'deleted')),
    reason         text,
    config_version int         not null,
    good_version   int,
    epoch          bigint      not null default 0,
    host_id        text,
    host_name      text,
    runtime        text,
    endpoint_host  text,
    endpoint_port  int,
    failures       int         not null default 0,
    first_failure  timestamptz,
    restart_at     timestamptz,
    rollback_to    int,
    started_at     timestamptz,
    stopped_at     timestamptz,
    asked_at_epoch bigint,
    operation      bigint,
    updated_at     timestamptz not null
);
comment on table service_states is 'Where each service is wanted and where it was last seen; the two meet, or its reason says why not.';
comment on column service_states.generation is 'of the latest wish: the scheduler takes no older one';
comment on column service_states.config_version is 'what it was last told to run with';
comment on column service_states.good_version is 'the latest that answered its probe';
comment on column service_states.failures is 'since first_failure, without a stable run between them';
comment on column service_states.restart_at is 'while it waits to be started again';
comment on column service_states.rollback_to is 'the version that it is started again with';
comment on column service_states.asked_at_epoch is 'its epoch when it was last wanted running; null once that was answered';
comment on column service_states.operation is 'the entry of service_logs that its answer ends';
create index service_states_to_restart on service_states (restart_at) where restart_at is not null;

-- Use of a service is charged to its owner's personal workspace.
create table personal_workspaces (
    user_id      bigint primary key,
    workspace_id bigint not null
);
