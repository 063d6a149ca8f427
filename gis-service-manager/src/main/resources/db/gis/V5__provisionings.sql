create table service_provisionings (
    service_id      bigint      primary key references user_service_configs on delete cascade,
    endpoint        text        not null,
    wanted          bigint      not null default 1,
    done            bigint      not null default 0,
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null
);
comment on table service_provisionings is 'Instances that run and are told their settings by their own interface; wanted is ahead of done until they were.';
create index service_provisionings_due on service_provisionings (next_attempt_at) where wanted > done;
