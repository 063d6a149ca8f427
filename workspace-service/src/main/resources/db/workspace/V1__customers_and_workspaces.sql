-- What identity-service told about people; email and uuid are missing until its event has come.
create table customers (
    id bigint primary key,
    uuid uuid unique,
    username varchar(64) not null,
    email varchar(255),
    known_since timestamptz not null
);
create unique index idx_customers_email on customers (lower(email)) where email is not null;
create index idx_customers_username on customers (username);

create table workspaces (
    id bigint generated always as identity primary key,
    uuid uuid not null unique,
    name varchar(64) not null,
    description varchar(500) not null default '',
    type varchar(16) not null check (type in ('personal', 'team', 'enterprise')),
    owner_id bigint not null references customers (id) on delete cascade,
    member_count integer not null default 0,
    status varchar(16) not null default 'active' check (status in ('active', 'archived')),
    created_at timestamptz not null
);
create index idx_workspaces_owner on workspaces (owner_id);
create unique index idx_workspaces_one_personal on workspaces (owner_id) where type = 'personal';

create table workspace_members (
    workspace_id bigint not null references workspaces (id) on delete cascade,
    customer_id bigint not null references customers (id) on delete cascade,
    role varchar(16) not null check (role in ('owner', 'admin', 'member', 'viewer')),
    status varchar(16) not null default 'active' check (status in ('active', 'invited', 'suspended')),
    joined_at timestamptz not null,
    primary key (workspace_id, customer_id)
);
create index idx_workspace_members_customer_status on workspace_members (customer_id, status);
create unique index idx_workspace_members_one_owner on workspace_members (workspace_id) where role = 'owner';

create function update_workspace_member_count() returns trigger as $$
begin
    if tg_op = 'INSERT' then
        update workspaces set member_count = member_count + 1 where id = new.workspace_id;
    elsif tg_op = 'DELETE' then
        update workspaces set member_count = member_count - 1 where id = old.workspace_id;
    end if;
    return null;
end;
$$ language plpgsql;

create trigger trg_workspace_member_count
    after insert or delete on workspace_members
    for each row execute function update_workspace_member_count();
