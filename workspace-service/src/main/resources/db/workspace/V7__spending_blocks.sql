-- What billing-service last said of whether more may be spent: of all that a customer runs, or of a workspace; one row per cause.
create table spending_blocks (
    customer_id bigint references customers (id) on delete cascade,
    workspace_id bigint references workspaces (id) on delete cascade,
    cause varchar(16) not null check (cause in ('balance', 'budget')),
    blocked boolean not null,
    at timestamptz not null,
    check (num_nonnulls(customer_id, workspace_id) = 1),
    unique nulls not distinct (customer_id, workspace_id, cause)
);
create index idx_spending_blocks_workspace on spending_blocks (workspace_id);

alter table spending_blocks enable row level security, force row level security;
create policy seen on spending_blocks for select using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on spending_blocks using ((select is_trusted())) with check ((select is_trusted()));
