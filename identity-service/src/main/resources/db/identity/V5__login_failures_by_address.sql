-- What the old table counted would be forgotten within half an hour anyway.
drop table login_failures;

create table login_failures (
    account          text        not null,
    -- where the attempts came from; * counts all addresses together
    address          text        not null,
    failures         integer     not null,
    first_failure_at timestamptz not null,
    locked_until     timestamptz,
    primary key (account, address)
);

create index idx_login_failures_first on login_failures (first_failure_at);
