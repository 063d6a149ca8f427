create table service_logs (
    id                bigint generated always as identity primary key,
    service_config_id bigint      not null references user_service_configs on delete cascade,
    user_id           bigint      not null,
    operation_type    varchar(50) not null,
    operation_status  varchar(20) not null check (operation_status in ('success', 'failed', 'pending')),
    log_message       text,
    error_details     jsonb,
    execution_time_ms int,
    created_at        timestamptz not null
);
comment on column service_logs.user_id is 'who did it; the owner for what happened by itself';
create index idx_service_logs_service_config_id on service_logs (service_config_id, id desc);
create index idx_service_logs_user_id on service_logs (user_id);
create index idx_service_logs_created_at on service_logs (created_at);
create index idx_service_logs_operation_type on service_logs (operation_type);
