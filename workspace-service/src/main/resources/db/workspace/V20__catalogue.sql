-- Images: where an entry came from and whether it is still there.
alter table images
    drop constraint images_type_check,
    add constraint images_type_check check (type in ('base', 'jupyter', 'desktop', 'custom')),
    add column title varchar(120) not null default '',
    add column digest varchar(80),
    add column size bigint check (size >= 0),
    add column source varchar(255),
    add column status varchar(16) not null default 'active' check (status in ('active', 'disabled', 'missing')),
    add column created_at timestamptz not null default now(),
    add column updated_at timestamptz not null default now();
create index idx_images_source on images (source) where source is not null;

create table environment_templates (
    id bigint generated always as identity primary key,
    name varchar(64) not null,
    description varchar(500) not null default '',
    visibility varchar(16) not null check (visibility in ('public', 'workspace', 'private')),
    owner_id bigint not null references customers (id) on delete restrict,
    workspace_id bigint references workspaces (id) on delete cascade,
    spec jsonb not null,
    parameters jsonb not null default '[]',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((visibility = 'workspace') = (workspace_id is not null))
);
create index idx_environment_templates_workspace on environment_templates (workspace_id) where workspace_id is not null;
create index idx_environment_templates_owner on environment_templates (owner_id) where visibility = 'private';
create unique index idx_environment_templates_public_name on environment_templates (lower(name))
    where visibility = 'public';

create table datasets (
    id bigint generated always as identity primary key,
    name varchar(63) not null,
    description varchar(500) not null default '',
    visibility varchar(16) not null check (visibility in ('public', 'workspace')),
    owner_id bigint not null references customers (id) on delete restrict,
    workspace_id bigint references workspaces (id) on delete cascade,
    kind varchar(16) not null check (kind in ('folder', 'volume')),
    source varchar(255) not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((visibility = 'workspace') = (workspace_id is not null))
);
create unique index idx_datasets_workspace_name on datasets (workspace_id, name) where workspace_id is not null;
create unique index idx_datasets_public_name on datasets (name) where visibility = 'public';

-- Who may see and change what; how and why is said in V4.
alter table environment_templates enable row level security, force row level security;
create policy seen on environment_templates for select using (
    (select is_trusted()) or visibility = 'public' or owner_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on environment_templates using (
    (select is_trusted())
    or (visibility = 'private' and owner_id = (select acting_customer()))
    or workspace_id = any ((select workspaces_worked_in())::bigint[]));

alter table datasets enable row level security, force row level security;
create policy seen on datasets for select using (
    (select is_trusted()) or visibility = 'public' or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on datasets using (
    (select is_trusted()) or workspace_id = any ((select workspaces_worked_in())::bigint[]));
