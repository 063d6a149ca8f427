-- How busy the GPUs of each environment were on each day, as far as it was measured.
create table gpu_use_daily (
    customer_id    bigint         not null,
    workspace_id   bigint         not null,
    environment_id text           not null,
    day            date           not null,
    gpu_model      text           not null,
    currency       char(3)        not null,
    measured_s     numeric(20, 3) not null check (measured_s >= 0),
    busy_s         numeric(20, 3) not null check (busy_s between 0 and measured_s),
    idle_s         numeric(20, 3) not null check (idle_s between 0 and measured_s),
    idle_amount    numeric(20, 9) not null,
    primary key (customer_id, day, workspace_id, environment_id, gpu_model, currency)
);
create index gpu_use_daily_of_workspace on gpu_use_daily (workspace_id, day);
create index gpu_use_daily_by_day on gpu_use_daily (day);

comment on column gpu_use_daily.measured_s is 'seconds that were measured, once for each GPU';
comment on column gpu_use_daily.busy_s is 'the same, each by its utilization';
comment on column gpu_use_daily.idle_s is 'the part with almost no utilization';
comment on column gpu_use_daily.idle_amount is 'what idle_s cost';
