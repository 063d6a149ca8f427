create table service_traffic (
    service_id   bigint      not null references user_service_configs on delete cascade,
    minute       timestamptz not null,
    requests     bigint      not null,
    errors       bigint      not null,
    refused      bigint      not null,
    milliseconds bigint      not null,
    latencies    bigint[]    not null,
    primary key (service_id, minute)
);
comment on column service_traffic.latencies is 'answers by latency class; the upper bounds are those of the fact gis.traffic.v1, the last class has none';
create index service_traffic_minute on service_traffic (minute);
