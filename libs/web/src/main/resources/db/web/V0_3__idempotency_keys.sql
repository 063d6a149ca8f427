create table idempotency_keys (
    caller     bigint      not null,
    key        text        not null,
    path       text        not null,
    body_hash  bytea       not null,
    claimed_at timestamptz not null,
    -- null until the first request is answered
    status     integer,
    location   text,
    media_type text,
    answer     bytea,
    primary key (caller, key, path)
);

create index idx_idempotency_keys_claimed_at on idempotency_keys (claimed_at);
