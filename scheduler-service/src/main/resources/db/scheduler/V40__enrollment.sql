-- Who may bring a host in: the token itself is shown once and kept nowhere.
create table enrollment_tokens (
    id              bigint generated always as identity primary key,
    token_hash      text        not null unique,
    host_id         text,        -- the only host that it enrols; null for any that is new
    note            text        not null,
    created_by      bigint,      -- null for the one that came with the configuration
    created_by_name text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null check (expires_at > created_at),
    used_at         timestamptz,
    used_by         text,        -- the host that it enrolled
    revoked_at      timestamptz,
    check ((used_at is null) = (used_by is null))
);

-- Which key speaks for which host.
create table host_enrollments (
    host_id        text primary key,
    public_key     text        not null,
    fingerprint    text        not null,
    token_id       bigint      not null references enrollment_tokens,
    facts          jsonb       not null,
    enrolled_at    timestamptz not null,
    credentials_at timestamptz not null,
    last_signed_at timestamptz not null,
    revoked_at     timestamptz
);

comment on column host_enrollments.facts is 'What the host told of itself when it was enrolled';
comment on column host_enrollments.credentials_at is 'When it last got credentials for Kafka; older ones are worth nothing';
comment on column host_enrollments.last_signed_at is 'The instant in its latest proof; one that is not later is a repeat and refused';
