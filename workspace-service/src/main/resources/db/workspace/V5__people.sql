-- Accounts that identity-service suspended or deleted. status_at: when that became true there, so that a late fact changes nothing.
alter table customers
    add column status varchar(16) not null default 'active' check (status in ('active', 'suspended', 'deleted')),
    add column status_at timestamptz;

-- Somebody asked in, by mail address or, without one, by a link. Of the token only its SHA-256 is kept.
create table workspace_invitations (
    id bigint generated always as identity primary key,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    email varchar(255),
    role varchar(16) not null check (role in ('admin', 'member', 'viewer')),
    token_hash bytea not null unique,
    invited_by bigint not null references customers (id) on delete cascade,
    status varchar(16) not null default 'pending' check (status in ('pending', 'accepted', 'declined', 'withdrawn')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    answered_by bigint references customers (id) on delete set null,
    answered_at timestamptz
);
create index idx_workspace_invitations_workspace on workspace_invitations (workspace_id, created_at desc, id desc);
create unique index idx_workspace_invitations_one_open on workspace_invitations (workspace_id, lower(email))
    where status = 'pending' and email is not null;

alter table workspace_invitations enable row level security, force row level security;
create policy kept on workspace_invitations using (
    (select is_trusted()) or workspace_id = any ((select workspaces_managed())::bigint[]));

-- What was done to a workspace and its members. Nobody changes a line once it is there: no policy lets them.
create table workspace_audit_logs (
    id bigint generated always as identity primary key,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    at timestamptz not null,
    actor_id bigint,
    actor varchar(64) not null,
    action varchar(32) not null,
    customer_id bigint,
    before jsonb not null default '{}',
    after jsonb not null default '{}'
);
create index idx_workspace_audit_logs_workspace on workspace_audit_logs (workspace_id, id desc);

alter table workspace_audit_logs enable row level security, force row level security;
create policy seen on workspace_audit_logs for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_managed())::bigint[]));
create policy added on workspace_audit_logs for insert with check ((select is_trusted()));
revoke update, delete on workspace_audit_logs from ${application_role};
