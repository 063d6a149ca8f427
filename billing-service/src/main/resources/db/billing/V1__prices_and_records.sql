create table price_plans (
    id               bigint generated always as identity primary key,
    valid_from       timestamptz    not null unique,
    currency         char(3)        not null,
    gpu_hour         numeric(12, 6) not null check (gpu_hour >= 0),
    core_hour        numeric(12, 6) not null check (core_hour >= 0),
    gib_hour         numeric(12, 6) not null check (gib_hour >= 0),
    created_at       timestamptz    not null,
    created_by       bigint
);
comment on table price_plans is 'Never changed: a new price is a new plan, valid from its creation on or later.';
comment on column price_plans.gpu_hour is 'for GPU models that no row of gpu_prices names';
comment on column price_plans.gib_hour is 'memory, in GiB';

create table gpu_prices (
    plan_id  bigint         not null references price_plans,
    position int            not null,
    model    text           not null,
    gpu_hour numeric(12, 6) not null check (gpu_hour >= 0),
    primary key (plan_id, position)
);
comment on column gpu_prices.model is 'part of the name the driver gives, any case; the lowest position that fits decides';

insert into price_plans (valid_from, currency, gpu_hour, core_hour, gib_hour, created_at)
values ('2020-01-01T00:00:00Z', 'USD', 1.000000, 0.020000, 0.005000, now());
insert into gpu_prices (plan_id, position, model, gpu_hour)
select plan.id, seed.position, seed.model, seed.gpu_hour
from price_plans plan,
     (values (1, 'H200', 4.0), (2, 'H100', 3.0), (3, 'A100', 2.0), (4, 'L40', 1.2), (5, 'RTX 4090', 0.8), (6, 'T4', 0.4))
         as seed (position, model, gpu_hour);

create table usage_facts (
    workload_id text        not null,
    epoch       bigint      not null,
    kind        text        not null check (kind in ('started', 'stopped', 'paused', 'resumed')),
    at          timestamptz not null,
    terms       jsonb,
    message_id  uuid        not null,
    recorded_at timestamptz not null,
    primary key (workload_id, epoch, kind, at),
    check ((kind = 'started') = (terms is not null))
);
comment on table usage_facts is 'The ledger: what hosts attested, in whatever order it arrived. Only inserts; records are derived from it.';
comment on column usage_facts.terms is 'of a start: customer, workspace, GPUs by UUID and model, cores, MiB';

create table billing_records (
    id             uuid primary key,
    environment_id text           not null,
    epoch          bigint         not null,
    segment        int            not null,
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
    unique (environment_id, epoch, segment),
    check ((status = 'open') = (end_time is null)),
    check (end_time >= start_time)
);
create unique index billing_records_one_open on billing_records (environment_id, epoch) where status in ('open', 'paused');
create index billing_records_customer_time on billing_records (customer_id, start_time desc);
create index billing_records_workspace_time on billing_records (workspace_id, start_time desc);

comment on column billing_records.epoch is 'the lease that it ran under';
comment on column billing_records.segment is 'counts the continuations of one epoch from 0';
comment on column billing_records.unit_price is 'for one hour of the whole resource';

-- What a record comes to at an instant: open ones grow, the others are what they are.
create function metered(at timestamptz)
    returns table (id uuid, environment_id text, customer_id bigint, workspace_id bigint, resource jsonb, start_time timestamptz, end_time timestamptz,
                   until_time timestamptz, duration_s bigint, unit_price numeric, amount numeric, currency char(3), status text)
    language sql stable as $$
    select r.id, r.environment_id, r.customer_id, r.workspace_id, r.resource, r.start_time, r.end_time,
           coalesce(r.end_time, greatest(r.start_time, date_trunc('second', at))),
           seconds.count, r.unit_price,
           case when r.status = 'open' then round(seconds.count * r.unit_price / 3600, 6) else r.amount end, r.currency, r.status
    from billing_records r
    cross join lateral (
        select case when r.status = 'open' then greatest(0, extract(epoch from date_trunc('second', at) - r.start_time))::bigint else r.duration_s end
    ) as seconds (count)
$$;
