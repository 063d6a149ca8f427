create table images (
    id bigint generated always as identity primary key,
    name varchar(255) not null unique,
    type varchar(16) not null check (type in ('base', 'jupyter', 'desktop')),
    description varchar(500) not null
);
insert into images (name, type, description)
values ('remotegpu/env-base:latest', 'base', 'Debian with SSH and Python, user dev');

-- Deleting a customer or workspace row under a live environment would leave its GPUs held for nobody: restrict.
create table environments (
    id varchar(64) primary key,
    name varchar(64) not null,
    customer_id bigint not null references customers (id) on delete restrict,
    workspace_id bigint not null references workspaces (id) on delete restrict,
    image varchar(255) not null,
    status varchar(16) not null check (status in
        ('queued', 'creating', 'running', 'stopping', 'stopped', 'deleting', 'error', 'unknown')),
    status_reason text,
    cpu numeric(6, 2) not null,
    memory integer not null,
    gpu integer not null,
    storage integer not null,
    host_id varchar(64),
    host_name varchar(255),
    container_id varchar(128),
    pod_name varchar(255),
    runtime varchar(16),
    gpus jsonb not null default '[]',
    ports jsonb not null default '[]',
    epoch bigint not null default 0,
    epoch_over boolean not null default false,
    compute_held boolean not null default true,
    created_at timestamptz not null,
    started_at timestamptz,
    stopped_at timestamptz,
    updated_at timestamptz not null,
    deleted_at timestamptz
);
create index idx_environments_customer on environments (customer_id);
create index idx_environments_workspace on environments (workspace_id, created_at desc) where deleted_at is null;
create index idx_environments_host on environments (host_id);
create index idx_environments_status on environments (status);
create index idx_environments_created_at on environments (created_at);
create index idx_environments_customer_created on environments (customer_id, created_at desc);
create index idx_environments_customer_status on environments (customer_id, status)
    where status in ('running', 'creating');
create index idx_environments_status_running on environments (status, customer_id, host_id)
    where status = 'running';

create table environment_events (
    id bigint generated always as identity primary key,
    environment_id varchar(64) not null references environments (id) on delete cascade,
    at timestamptz not null,
    type varchar(32) not null,
    status varchar(16) not null,
    message text not null,
    actor varchar(64) not null
);
create index idx_environment_events_environment on environment_events (environment_id, id);
