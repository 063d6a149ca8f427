-- Months that are over, added up once more: a report over a year of everybody reads these and the days of the months at its edges.
create table rolled_months (
    month     date primary key check (extract(day from month) = 1),
    rolled_at timestamptz not null
);
comment on table rolled_months is 'months that usage_monthly and usage_by_day hold; what is heard of later changes these with usage_daily';

create table usage_monthly (
    month          date           not null references rolled_months,
    customer_id    bigint         not null,
    workspace_id   bigint         not null,
    environment_id text           not null,
    kind           text           not null,
    gpu_model      text           not null,
    currency       char(3)        not null,
    duration_s     bigint         not null,
    gpu_seconds    numeric(20, 3) not null,
    amount         numeric(20, 6) not null,
    primary key (month, customer_id, workspace_id, environment_id, kind, gpu_model, currency)
);

create table usage_by_day (
    day         date           not null,
    currency    char(3)        not null,
    duration_s  bigint         not null,
    gpu_seconds numeric(24, 3) not null,
    amount      numeric(24, 6) not null,
    primary key (day, currency)
);
comment on table usage_by_day is 'of everybody together';
