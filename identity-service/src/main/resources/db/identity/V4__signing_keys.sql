create table signing_keys (
    key_id                text        primary key,
    public_jwk            text        not null,
    encrypted_private_jwk bytea       not null,
    created_at            timestamptz not null,
    retired_at            timestamptz
);
