-- A session is a family of refresh tokens, one after the other; at most one of them still works.
create table sessions (
    id           uuid        primary key,
    customer_id  bigint      not null references customers (id) on delete cascade,
    user_agent   text,
    ip_address   text,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    revoked_for  text        check (revoked_for in ('logout', 'revoked', 'token_reused', 'password_changed', 'account_status')),
    check ((revoked_at is null) = (revoked_for is null))
);

create index idx_sessions_live on sessions (customer_id, last_used_at) where revoked_at is null;
create index idx_sessions_expires_at on sessions (expires_at);

-- Only hashes: who reads this table can log in as nobody.
create table refresh_tokens (
    hash       bytea       primary key,
    session_id uuid        not null references sessions (id) on delete cascade,
    issued_at  timestamptz not null,
    used_at    timestamptz
);

create index idx_refresh_tokens_session on refresh_tokens (session_id);

-- By what was typed, so that names without an account lock as those with one and tell nothing apart.
create table login_failures (
    account         text        primary key,
    failures        integer     not null,
    last_failure_at timestamptz not null,
    locked_until    timestamptz
);

create index idx_login_failures_last on login_failures (last_failure_at);
