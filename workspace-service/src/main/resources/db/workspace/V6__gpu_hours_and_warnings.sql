-- A missing limit means the configured default.
alter table resource_quotas add column gpu_hours_month numeric(12, 2) check (gpu_hours_month >= 0);

-- The resources whose warning mark is passed now: a warning is told when one comes in, and again only after it has gone.
alter table quota_usage add column warned text[] not null default '{}';

-- What meters ran, as billing-service tells it: one row per lease, open while ended_at is missing. seconds: what was metered of it.
create table gpu_time (
    environment_id varchar(64) not null references environments (id) on delete cascade,
    epoch bigint not null,
    customer_id bigint not null references customers (id) on delete cascade,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    gpus integer not null check (gpus > 0),
    started_at timestamptz not null,
    ended_at timestamptz,
    seconds bigint check (seconds >= 0),
    primary key (environment_id, epoch),
    check ((ended_at is null) = (seconds is null))
);
create index idx_gpu_time_customer on gpu_time (customer_id, ended_at);
create index idx_gpu_time_workspace on gpu_time (workspace_id, ended_at);

alter table gpu_time enable row level security, force row level security;
create policy seen on gpu_time for select using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on gpu_time using ((select is_trusted())) with check ((select is_trusted()));
