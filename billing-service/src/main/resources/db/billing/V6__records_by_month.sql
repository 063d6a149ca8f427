alter table billing_records rename to billing_records_before;
alter table billing_records_before rename constraint billing_records_pkey to billing_records_before_pkey;
drop index billing_records_one_open, billing_records_customer_time, billing_records_workspace_time;
alter table billing_records_before drop constraint billing_records_environment_id_epoch_segment_key;
create table billing_records (
    id             uuid           not null,
    environment_id text           not null,
    epoch          bigint         not null,
    segment        int            not null,
    kind           text           not null default 'compute' check (kind in ('compute', 'storage', 'gis')),
    customer_id    bigint         not null,
    workspace_id   bigint         not null,
    resource       jsonb          not null,
    start_time     timestamptz    not null,
    end_time       timestamptz,
    duration_s     bigint         not null default 0 check (duration_s >= 0),
    unit_price     numeric(18, 6) not null check (unit_price >= 0),
    amount         numeric(18, 6) not null default 0 check (amount >= 0),
    currency       char(3)        not null,
    status         text           not null check (status in ('open', 'closed', 'paused', 'void')),
    accrued_until  timestamptz,
    primary key (id, start_time),
    unique (environment_id, epoch, segment, start_time),
    check ((status = 'open') = (end_time is null)),
    check (end_time >= start_time)
) partition by range (start_time);
create table billing_records_default partition of billing_records default;
select create_month_partition('billing_records', month::date) from generate_series('2026-01-01'::date, '2027-12-01'::date, interval '1 month') month;
create index billing_records_customer_time on billing_records (customer_id, start_time desc);
create index billing_records_workspace_time on billing_records (workspace_id, start_time desc);
create index billing_records_running on billing_records (customer_id) where status = 'open';
comment on column billing_records.accrued_until is 'how far an open record is in usage_daily already';
insert into billing_records (id, environment_id, epoch, segment, customer_id, workspace_id, resource, start_time, end_time, duration_s, unit_price,
                             amount, currency, status)
select id, environment_id, epoch, segment, customer_id, workspace_id, resource || '{"storage": 0}', start_time, end_time, duration_s, unit_price,
       amount, currency, status
from billing_records_before;
drop table billing_records_before;

drop function metered;
create function metered(at timestamptz)
    returns table (id uuid, environment_id text, kind text, customer_id bigint, workspace_id bigint, resource jsonb, start_time timestamptz,
                   end_time timestamptz, until_time timestamptz, duration_s bigint, unit_price numeric, amount numeric, currency char(3), status text,
                   accrued_until timestamptz)
    language sql stable as $$
    select r.id, r.environment_id, r.kind, r.customer_id, r.workspace_id, r.resource, r.start_time, r.end_time,
           coalesce(r.end_time, greatest(r.start_time, date_trunc('second', at))),
           seconds.count, r.unit_price,
           case when r.status = 'open' then round(seconds.count * r.unit_price / 3600, 6) else r.amount end, r.currency, r.status, r.accrued_until
    from billing_records r
    cross join lateral (
        select case when r.status = 'open' then greatest(0, extract(epoch from date_trunc('second', at) - r.start_time))::bigint else r.duration_s end
    ) as seconds (count)
$$;

-- Records added up by day as they close, open ones at each midnight: reports and invoices cost the same however long the history is.
create table usage_daily (
    customer_id    bigint         not null,
    day            date           not null,
    workspace_id   bigint         not null,
    environment_id text           not null,
    kind           text           not null,
    gpu_model      text           not null,
    currency       char(3)        not null,
    duration_s     bigint         not null,
    gpu_seconds    numeric(20, 3) not null,
    amount         numeric(20, 6) not null,
    primary key (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency)
);
create index usage_daily_of_workspace on usage_daily (workspace_id, day);
create index usage_daily_by_day on usage_daily (day);

-- Records that closed before there was a roll-up, cut at midnight UTC.
insert into usage_daily (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
select customer_id, (d.day at time zone 'UTC')::date, workspace_id, environment_id, kind, coalesce(nullif(resource ->> 'gpu_model', ''), 'none'), currency,
       round(sum(duration_s * share)), round(sum(duration_s * share * (resource ->> 'gpus')::numeric), 3), round(sum(amount * share), 6)
from billing_records r
cross join lateral generate_series(date_trunc('day', r.start_time, 'UTC'), r.end_time, interval '24 hours') as d (day)
cross join lateral (select extract(epoch from least(r.end_time, d.day + interval '24 hours') - greatest(r.start_time, d.day))
                           / extract(epoch from r.end_time - r.start_time) as share) as part
where r.status in ('closed', 'paused') and r.end_time > r.start_time
group by 1, 2, 3, 4, 5, 6, 7;
