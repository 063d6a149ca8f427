create table outbox (
    id            uuid primary key,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       text        not null,
    source        text        not null,
    subject       text,
    traceparent   text,
    created_at    timestamptz not null,
    seq           bigint generated always as identity
);
create index outbox_created_at on outbox (created_at);

comment on table outbox is 'Messages that became true with the change beside them. The relay reads them from the write-ahead log.';
comment on column outbox.aggregatetype is 'topic';
comment on column outbox.aggregateid is 'record key: messages of one key keep their order';
comment on column outbox.seq is 'order of insertion, for reading the table itself when the log no longer reaches back';

create table inbox (
    consumer    text        not null,
    message_id  uuid        not null,
    received_at timestamptz not null,
    primary key (consumer, message_id)
);
create index inbox_received_at on inbox (received_at);

comment on table inbox is 'Messages already handled, by whom. A second delivery finds its row and does nothing.';

-- How far the relay has come, in the form Kafka Connect gives it.
create table relay_offsets (
    offset_key   bytea primary key,
    offset_value bytea
);

-- Only inserts: the deletes of the clean-up are nobody's business.
create publication remotegpu_outbox for table outbox with (publish = 'insert');
