-- Which step of which saga administrators know to be without an answer.
create table stuck_sagas_told (
    saga_id    uuid        not null references sagas on delete cascade,
    step       text        not null,
    host_id    text        not null,
    told_at    timestamptz,          -- null: another of the same host was told of just before
    retried_at timestamptz,          -- by a person: if it is stuck long after that, it is news again
    primary key (saga_id, step)
);
create index stuck_sagas_told_of_host on stuck_sagas_told (host_id, told_at);
