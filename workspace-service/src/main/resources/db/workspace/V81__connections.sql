-- Who came into environments and left them, as their hosts saw it.
create table environment_sessions (
    id bigint generated always as identity primary key,
    environment_id varchar(64) not null references environments (id) on delete cascade,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    session_id varchar(80) not null,
    epoch bigint not null,
    kind varchar(20) not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    address varchar(64),
    fingerprint varchar(60),
    customer_id bigint,
    key_name text,
    unique (environment_id, session_id)
);
create index idx_environment_sessions_environment on environment_sessions (environment_id, id);
create index idx_environment_sessions_workspace on environment_sessions (workspace_id);
create index idx_environment_sessions_open on environment_sessions (environment_id) where ended_at is null;
create index idx_environment_sessions_ended on environment_sessions (ended_at);
create index idx_environment_sessions_nameless on environment_sessions (fingerprint)
    where customer_id is null and fingerprint is not null;

-- The last telling that was taken into account: an older one that comes again changes nothing.
create table session_watches (
    environment_id varchar(64) primary key references environments (id) on delete cascade,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    epoch bigint not null,
    seen_at timestamptz not null
);
create index idx_session_watches_workspace on session_watches (workspace_id);

-- Whose key it is, also after it was removed: it may have opened a session before.
create table ssh_key_names (
    customer_id bigint not null,
    key_id bigint not null,
    name text not null,
    fingerprint varchar(60) not null,
    primary key (customer_id, key_id)
);
create index idx_ssh_key_names_fingerprint on ssh_key_names (fingerprint);

-- Where people connect from is nothing for who may only look.
alter table environment_sessions enable row level security, force row level security;
create policy seen on environment_sessions for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_worked_in())::bigint[]));
create policy kept on environment_sessions using ((select is_trusted())) with check ((select is_trusted()));

alter table session_watches enable row level security, force row level security;
create policy kept on session_watches using ((select is_trusted())) with check ((select is_trusted()));

alter table ssh_key_names enable row level security, force row level security;
create policy kept on ssh_key_names using ((select is_trusted())) with check ((select is_trusted()));
