create table system_resource_quotas (
    id                     bigint generated always as identity primary key,
    user_id                bigint      not null,
    quota_type             varchar(20) not null check (quota_type in ('basic', 'standard', 'premium')),
    max_geoserver_services int         not null check (max_geoserver_services >= 0),
    max_martin_services    int         not null check (max_martin_services >= 0),
    max_other_services     int         not null check (max_other_services >= 0),
    max_memory_mb          int         not null check (max_memory_mb >= 0),
    max_storage_mb         int         not null check (max_storage_mb >= 0),
    concurrent_requests    int         not null check (concurrent_requests >= 0),
    effective_date         timestamptz not null,
    expiry_date            timestamptz,
    is_active              boolean     not null default true,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    created_by             bigint      not null
);
comment on table system_resource_quotas is 'Who has none that is active and not expired has what the default plan says.';
comment on column system_resource_quotas.max_other_services is 'of each type that has no column of its own';
create index idx_system_resource_quotas_user_id on system_resource_quotas (user_id, id);
create index idx_system_resource_quotas_active on system_resource_quotas (is_active);
create unique index system_resource_quotas_one on system_resource_quotas (user_id) where is_active;

create table quota_ledgers (
    user_id bigint primary key
);
comment on table quota_ledgers is 'The row that everybody locks who takes from what its user may have.';

create table running_services (
    service_id          bigint      primary key references user_service_configs on delete cascade,
    user_id             bigint      not null,
    memory_mb           int         not null,
    concurrent_requests int         not null,
    since               timestamptz not null
);
comment on table running_services is 'What runs, or is about to, and so holds memory.';
create index running_services_user on running_services (user_id);

create table service_storage (
    service_id  bigint      primary key references user_service_configs on delete cascade,
    used_mb     int         not null,
    measured_at timestamptz not null
);
