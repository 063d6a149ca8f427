create table database_connections (
    id            bigint generated always as identity primary key,
    user_id       bigint       not null,
    name          varchar(100) not null,
    host          varchar(253) not null,
    port          int          not null check (port between 1 and 65535),
    database_name varchar(63)  not null,
    username      varchar(63)  not null,
    ssl_mode      varchar(12)  not null check (ssl_mode in ('disable', 'prefer', 'require', 'verify-ca', 'verify-full')),
    secret        jsonb        not null,
    created_at    timestamptz  not null,
    updated_at    timestamptz  not null,
    constraint database_connections_name unique (user_id, name)
);
comment on column database_connections.secret is 'the password, encrypted: {"key","nonce","data"}';

create table service_connections (
    service_id    bigint not null references user_service_configs on delete cascade,
    connection_id bigint not null references database_connections,
    primary key (service_id, connection_id)
);
comment on table service_connections is 'Which connections the present configuration names: the configuration itself is encrypted.';
create index service_connections_connection on service_connections (connection_id);
