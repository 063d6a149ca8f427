-- What environments keep on disk, in MiB, as last measured before the sample.
alter table environment_samples add column disk_volumes integer;
alter table environment_samples add column disk_layer integer;

-- What holds of the run that goes on, as its host last said: a row while it does, so that it is told once.
create table environment_conditions (
    environment_id varchar(64) not null references environments (id) on delete cascade,
    workspace_id bigint not null references workspaces (id) on delete cascade,
    kind varchar(40) not null,
    epoch bigint not null,
    words text not null,
    since timestamptz not null,
    primary key (environment_id, kind)
);
create index idx_environment_conditions_workspace on environment_conditions (workspace_id);

alter table environment_conditions enable row level security, force row level security;
create policy seen on environment_conditions for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on environment_conditions using ((select is_trusted())) with check ((select is_trusted()));
