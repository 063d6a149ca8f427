-- Monthly partitions: time moves on, the tables that are worked on do not grow.
create function create_month_partition(parent text, month date) returns void language plpgsql as $$
declare
    child text := parent || '_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(child) is null and to_regclass('archive.' || child) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent,
                       month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
    end if;
end $$;
create schema archive;

create table usage_intervals (
    id           bigint generated always as identity,
    gpu_uuid     text        not null,
    host_id      text        not null,
    state        text        not null check (state in ('billed', 'free', 'quarantined', 'unknown', 'maintenance')),
    held         boolean     not null default false,
    workload_id  text,
    epoch        bigint,
    start_time   timestamptz not null,
    end_time     timestamptz not null,
    sign         smallint    not null check (sign in (1, -1)),
    reverses     bigint,
    seconds      bigint generated always as (sign * extract(epoch from end_time - start_time)::bigint) stored,
    recorded_at  timestamptz not null,
    primary key (id, start_time),
    check (end_time > start_time),
    check ((sign = -1) = (reverses is not null)),
    check ((state = 'billed') <= (workload_id is not null))
) partition by range (start_time);
create unique index usage_intervals_reversed_once on usage_intervals (reverses, start_time);
create index usage_intervals_of_gpu on usage_intervals (gpu_uuid, end_time);
create table usage_intervals_default partition of usage_intervals default;
select create_month_partition('usage_intervals', month::date) from generate_series('2026-01-01'::date, '2027-12-01'::date, interval '1 month') month;
create trigger only_appended before update or delete on usage_intervals for each row execute function refuse_change();

comment on table usage_intervals is 'The ledger of every GPU: each second of its wall clock once. Only appended; a row with sign -1 takes back the row it names.';
comment on column usage_intervals.held is 'free of charge, but held by a workload that starts, stops or is checked';

-- The stretch that a GPU is in now, which has no end yet.
create table gpu_timelines (
    gpu_uuid     text primary key,
    host_id      text        not null,
    state        text        not null,
    held         boolean     not null,
    workload_id  text,
    epoch        bigint,
    start_time   timestamptz not null
);

create table ledger_gpus (
    gpu_uuid text primary key,
    host_id  text not null,
    model    text not null
);
create index ledger_gpus_of_host on ledger_gpus (host_id);

-- What the facts say of a GPU, each kind of fact for itself; the ledger is these laid over each other.
create table gpu_spans (
    gpu_uuid     text        not null,
    track        text        not null check (track in ('presence', 'lease', 'quarantine', 'silence', 'maintenance')),
    source       text        not null,
    kind         text        not null check (kind in ('present', 'billed', 'lease_unknown', 'held', 'quarantined', 'silent', 'maintenance')),
    host_id      text        not null,
    workload_id  text,
    epoch        bigint,
    start_time   timestamptz not null,
    end_time     timestamptz not null default 'infinity',
    primary key (gpu_uuid, track, source, kind, start_time),
    check (end_time > start_time)
);
create index gpu_spans_by_end on gpu_spans (gpu_uuid, end_time);

-- When each host was heard of: heartbeats that follow closely make one row.
create table host_attestations (
    host_id    text        not null,
    start_time timestamptz not null,
    end_time   timestamptz not null,
    primary key (host_id, start_time)
);
create index host_attestations_by_end on host_attestations (host_id, end_time);

create table gpu_facts (
    gpu_uuid    text        not null,
    host_id     text        not null,
    epoch       bigint      not null,
    kind        text        not null check (kind in ('quarantined', 'shown_clean')),
    at          timestamptz not null,
    recorded_at timestamptz not null,
    primary key (gpu_uuid, epoch, kind, at)
);
create trigger only_appended before update or delete on gpu_facts for each row execute function refuse_change();
