create table notifications (
    id          bigint      generated always as identity primary key,
    customer_id bigint      not null references customers (id) on delete cascade,
    kind        text        not null,
    args        jsonb       not null,
    -- false where its owner wants this kind by mail or webhook alone
    in_app      boolean     not null,
    created_at  timestamptz not null,
    read_at     timestamptz
);

create index idx_notifications_customer on notifications (customer_id, id) where in_app;
create index idx_notifications_unread on notifications (customer_id, id) where in_app and read_at is null;
create index idx_notifications_created_at on notifications (created_at);

create table notification_settings (
    customer_id bigint primary key references customers (id) on delete cascade,
    language    text   check (language in ('en', 'zh-CN'))
);

-- Only what differs from the kind's own default.
create table notification_preferences (
    customer_id bigint  not null references customers (id) on delete cascade,
    kind        text    not null,
    channel     text    not null check (channel in ('in_app', 'mail', 'webhook')),
    enabled     boolean not null,
    primary key (customer_id, kind, channel)
);

create table notification_webhooks (
    customer_id     bigint      primary key references customers (id) on delete cascade,
    url             text        not null,
    -- the signing secret is derived from it and from a key that is not in this database
    salt            uuid        not null,
    failures        integer     not null default 0,
    disabled_at     timestamptz,
    disabled_reason text,
    created_at      timestamptz not null
);

-- What is to leave the platform, and when it is tried next. Somebody without an account has an address and no customer.
create table notification_deliveries (
    id              uuid        primary key,
    notification_id bigint      references notifications (id) on delete cascade,
    customer_id     bigint      references customers (id) on delete cascade,
    address         text,
    channel         text        not null check (channel in ('mail', 'webhook')),
    kind            text        not null,
    args            jsonb       not null,
    status          text        not null default 'waiting' check (status in ('waiting', 'delivered', 'given_up')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    last_error      text,
    created_at      timestamptz not null,
    check (customer_id is not null or address is not null)
);

create index idx_notification_deliveries_due on notification_deliveries (next_attempt_at) where status = 'waiting';
create index idx_notification_deliveries_created_at on notification_deliveries (created_at);
create index idx_notification_deliveries_notification on notification_deliveries (notification_id);

-- What must be known of an environment to tell its owner what became of it. customer_id is null until a fact names the owner.
create table notified_environments (
    environment_id text        primary key,
    customer_id    bigint,
    name           text,
    running_at     timestamptz,
    stop_cause     text        check (stop_cause in ('person', 'restart', 'delete', 'duration', 'balance', 'budget')),
    stop_actor     bigint,
    stop_cause_at  timestamptz,
    queued_since   timestamptz,
    queued_reason  text,
    queue_told     boolean     not null default false,
    deleted_at     timestamptz
);

create index idx_notified_environments_queued on notified_environments (queued_since) where queued_since is not null and not queue_told;
create index idx_notified_environments_deleted on notified_environments (deleted_at) where deleted_at is not null;

-- Facts about environments whose owner is not known yet: topics do not wait for one another.
create table notifications_unaddressed (
    id             bigint      generated always as identity primary key,
    environment_id text        not null,
    kind           text        not null,
    args           jsonb       not null,
    created_at     timestamptz not null
);

create index idx_notifications_unaddressed_environment on notifications_unaddressed (environment_id, id);
