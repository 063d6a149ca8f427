create table api_keys (
    id                  uuid primary key,
    service_id          bigint      not null references user_service_configs on delete cascade,
    created_by          bigint      not null,
    name                varchar(64) not null,
    hash                varchar(64) not null unique,
    may_write           boolean     not null,
    referers            text[]      not null,
    requests_per_second int         not null check (requests_per_second between 0 and 10000),
    created_at          timestamptz not null,
    expires_at          timestamptz,
    revoked_at          timestamptz
);
comment on column api_keys.hash is 'SHA-256 of the secret in hex; nobody keeps the secret';
create index api_keys_of_service on api_keys (service_id, created_at desc) where revoked_at is null;
