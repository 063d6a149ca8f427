-- Only hashes, as of refresh tokens.
create table api_tokens (
    id           uuid        primary key,
    customer_id  bigint      not null references customers (id) on delete cascade,
    name         text        not null,
    hash         bytea       not null unique,
    scopes       text[]      not null check (cardinality(scopes) > 0),
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create index idx_api_tokens_customer on api_tokens (customer_id, created_at desc) where revoked_at is null;
create index idx_api_tokens_expiry on api_tokens (expires_at);
