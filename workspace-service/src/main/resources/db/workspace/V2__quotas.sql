-- A missing row means the configured defaults. Memory and storage in MiB.
create table resource_quotas (
    id bigint generated always as identity primary key,
    customer_id bigint unique references customers (id) on delete cascade,
    workspace_id bigint unique references workspaces (id) on delete cascade,
    cpu numeric(10, 2) not null check (cpu >= 0),
    memory bigint not null check (memory >= 0),
    gpu bigint not null check (gpu >= 0),
    storage bigint not null check (storage >= 0),
    environments bigint not null check (environments >= 0),
    updated_at timestamptz not null,
    check (num_nonnulls(customer_id, workspace_id) = 1)
);

-- The row that every reservation locks. The checks make an over-release fail instead of giving quota away.
create table quota_usage (
    id bigint generated always as identity primary key,
    customer_id bigint unique references customers (id) on delete cascade,
    workspace_id bigint unique references workspaces (id) on delete cascade,
    cpu numeric(10, 2) not null default 0 check (cpu >= 0),
    memory bigint not null default 0 check (memory >= 0),
    gpu bigint not null default 0 check (gpu >= 0),
    storage bigint not null default 0 check (storage >= 0),
    environments bigint not null default 0 check (environments >= 0),
    check (num_nonnulls(customer_id, workspace_id) = 1)
);
