-- When the teller said it: a host's clock may be set back and messages may overtake each other, the teller's own order is what counts.
alter table usage_facts add column told_at timestamptz;
update usage_facts set told_at = recorded_at;
alter table usage_facts alter column told_at set not null;
alter table usage_facts drop constraint usage_facts_kind_check;
alter table usage_facts add check (kind in ('leased', 'started', 'stopped', 'paused', 'resumed', 'released'));

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or removed; append a correction', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger only_appended before update or delete on usage_facts for each row execute function refuse_change();

-- What is known of each lease, drawn from its facts.
create table metered_leases (
    workload_id    text    not null,
    epoch          bigint  not null,
    host_id        text,
    gpus           text[]  not null default '{}',
    started_at     timestamptz,
    stopped        boolean not null default false,
    attested_until timestamptz,
    attested_ms    bigint  not null default 0,
    last_ran_ms    bigint  not null default 0,
    primary key (workload_id, epoch)
);
create index metered_leases_running on metered_leases (attested_until) where not stopped;
comment on column metered_leases.epoch is '0 is the home of the workload, which is stored and not run';
comment on column metered_leases.attested_ms is 'running time by the host''s monotonic clock, added up over its heartbeats';

insert into metered_leases (workload_id, epoch, gpus, started_at, stopped)
select workload_id, epoch,
       coalesce((select array_agg(gpu ->> 'uuid') from jsonb_array_elements((array_agg(terms) filter (where terms is not null))[1] -> 'gpus') gpu), '{}'),
       min(at) filter (where kind = 'started'), bool_or(kind = 'stopped')
from usage_facts group by workload_id, epoch;
