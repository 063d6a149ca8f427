create table service_samples (
    service_id bigint           not null references user_service_configs on delete cascade,
    minute     timestamptz      not null,
    samples    int              not null,
    memory_mb  int              not null,
    cpu        double precision not null,
    primary key (service_id, minute)
);
comment on column service_samples.memory_mb is 'the most of any sample in the minute';
comment on column service_samples.cpu is 'cores, the sum of all samples';
