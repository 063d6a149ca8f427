-- What was asked for beyond image and size. max_duration in seconds.
alter table environments
    add column gpu_spec jsonb not null default '{}',
    add column template_id bigint references environment_templates (id) on delete set null,
    add column snapshot_id varchar(64),
    add column priority smallint not null default 50 check (priority between 0 and 100),
    add column lost_host_policy varchar(16) not null default 'hold' check (lost_host_policy in ('hold', 'reschedule')),
    add column max_duration integer check (max_duration > 0),
    add column idle_policy jsonb,
    -- a change of size that the scheduler has not answered yet; quotas hold the larger of both
    add column resize_id uuid,
    add column resize_cpu numeric(6, 2),
    add column resize_memory integer,
    add check ((resize_id is null) = (resize_cpu is null) and (resize_id is null) = (resize_memory is null));
create index idx_environments_template on environments (template_id) where template_id is not null;

-- Who read what, and when; the row of a mount that is over stays.
create table dataset_usage (
    id bigint generated always as identity primary key,
    dataset_id bigint not null references datasets (id) on delete cascade,
    environment_id varchar(64) not null references environments (id) on delete cascade,
    since timestamptz not null,
    until timestamptz
);
create unique index idx_dataset_usage_current on dataset_usage (environment_id, dataset_id) where until is null;
create index idx_dataset_usage_dataset on dataset_usage (dataset_id) where until is null;

-- A snapshot may outlive its environment, and keeps what is needed to make another. size and storage_held in MiB.
create table environment_snapshots (
    id varchar(64) primary key,
    environment_id varchar(64) not null references environments (id) on delete restrict,
    workspace_id bigint not null references workspaces (id) on delete restrict,
    customer_id bigint not null references customers (id) on delete restrict,
    name varchar(64) not null,
    description varchar(500) not null default '',
    status varchar(16) not null check (status in ('creating', 'available', 'deleting', 'error', 'lost')),
    status_reason text,
    spec jsonb not null,
    image varchar(255),
    size bigint,
    host_id varchar(64),
    host_name varchar(255),
    storage_held bigint not null check (storage_held >= 0),
    created_at timestamptz not null,
    taken_at timestamptz,
    deleted_at timestamptz
);
create index idx_environment_snapshots_environment on environment_snapshots (environment_id, created_at desc)
    where deleted_at is null;
create index idx_environment_snapshots_workspace on environment_snapshots (workspace_id, created_at desc, id desc)
    where deleted_at is null;

-- Each sort of the list, one workspace at a time; and the whole platform's for administrators.
drop index idx_environments_workspace;
create index idx_environments_workspace on environments (workspace_id, created_at desc, id desc)
    where deleted_at is null;
create index idx_environments_workspace_name on environments (workspace_id, name, id) where deleted_at is null;
create index idx_environments_workspace_status on environments (workspace_id, status, id) where deleted_at is null;
create index idx_environments_live_created on environments (created_at desc, id desc) where deleted_at is null;

-- Rows become visible in the order of commits, not of ids: what a stream has read up to is a transaction and an id.
alter table environment_events add column transaction_id xid8 not null default pg_current_xact_id();
create index idx_environment_events_stream on environment_events (transaction_id, id);

alter table dataset_usage enable row level security, force row level security;
create policy seen on dataset_usage for select using (
    (select is_trusted()) or exists (select from environments where id = environment_id));
create policy kept on dataset_usage using (
    (select is_trusted()) or exists (select from environments where id = environment_id
        and workspace_id = any ((select workspaces_worked_in())::bigint[])));

alter table environment_snapshots enable row level security, force row level security;
create policy seen on environment_snapshots for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on environment_snapshots using (
    (select is_trusted()) or workspace_id = any ((select workspaces_worked_in())::bigint[]));
