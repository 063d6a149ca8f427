create table user_service_configs (
    id              bigint generated always as identity primary key,
    user_id         bigint       not null,
    service_name    varchar(50)  not null,
    service_type    varchar(40)  not null,
    service_version varchar(40)  not null,
    service_status  varchar(20)  not null default 'stopped',
    instance_key    varchar(32)  not null unique,
    config_version  int          not null default 1,
    config_data     jsonb        not null,
    port_number     int,
    resource_quota  jsonb        not null,
    visibility      varchar(10)  not null default 'private' check (visibility in ('private', 'token', 'public')),
    description     text,
    is_default      boolean      not null default false,
    auto_start      boolean      not null default false,
    revision        bigint       not null default 1,
    created_at      timestamptz  not null,
    updated_at      timestamptz  not null,
    last_started_at timestamptz,
    last_stopped_at timestamptz,
    deleted_at      timestamptz,
    constraint user_service_configs_status check
        (service_status in ('stopped', 'starting', 'running', 'stopping', 'error', 'unknown', 'deleting'))
);
comment on column user_service_configs.config_data is 'encrypted: {"key","nonce","data"}; only version, sizes and visibility stand in the clear';
comment on column user_service_configs.resource_quota is 'what one instance may use: memory_mb, cpu, storage_mb, pids, concurrent_requests';
comment on column user_service_configs.instance_key is 'the part of the public path, /s/<key>/: random and never given twice';
comment on column user_service_configs.revision is 'goes up with each change its owner makes; the ETag';

-- A deleted service keeps its row for its log, not its name.
create unique index user_service_configs_name on user_service_configs (user_id, service_name, service_type)
    where deleted_at is null;
create unique index user_service_configs_default on user_service_configs (user_id, service_type)
    where is_default and deleted_at is null;
create index idx_user_service_configs_user_id on user_service_configs (user_id, created_at desc, id)
    where deleted_at is null;
create index idx_user_service_configs_type_status on user_service_configs (service_type, service_status);
create index idx_user_service_configs_port on user_service_configs (port_number) where port_number is not null;

create table user_service_config_versions (
    service_id     bigint      not null references user_service_configs on delete cascade,
    version        int         not null,
    service_version varchar(40) not null,
    config_data    jsonb       not null,
    content_hash   text        not null,
    reason         varchar(200) not null,
    created_at     timestamptz not null,
    created_by     bigint      not null,
    primary key (service_id, version)
);
comment on table user_service_config_versions is 'Never changed but to encrypt anew under a newer key.';
