-- One row for each account that asked for a code: which number, when, how often today. The code is sealed with a key that is not here.
create table phone_codes (
    customer_id     bigint      primary key references customers (id) on delete cascade,
    phone           text        not null,
    requested_at    timestamptz not null,
    -- when it is to be sent, or sent again; null once the gateway has taken it
    next_attempt_at timestamptz,
    attempts        integer     not null default 0,
    code_seal       bytea,
    expires_at      timestamptz,
    tries_left      integer     not null,
    day             date        not null,
    codes_today     integer     not null
);
create index idx_phone_codes_next on phone_codes (next_attempt_at) where next_attempt_at is not null;
create index idx_phone_codes_requested on phone_codes (requested_at);
