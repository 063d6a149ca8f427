create table accounts (
    user_id bigint      primary key,
    status  text        not null check (status in ('active', 'suspended', 'deleted')),
    at      timestamptz not null
);
comment on table accounts is 'What identity-service last said of accounts; whoever is not here is active.';
create index accounts_closed on accounts (at) where status <> 'active';
