create table sagas (
    id              uuid primary key,
    name            text        not null,
    version         int         not null,
    correlation_key text        not null,
    step            text        not null,
    state           text        not null check (state in ('running', 'compensating', 'completed', 'compensated')),
    data            jsonb       not null,
    deadline        timestamptz,
    attempts        int         not null,
    failure         jsonb,
    row_version     int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);

-- One process at a time for one thing, whatever the code believes.
create unique index sagas_one_under_way on sagas (correlation_key) where state in ('running', 'compensating');
create index sagas_due on sagas (deadline) where deadline is not null;
create index sagas_by_state on sagas (state, created_at desc);
