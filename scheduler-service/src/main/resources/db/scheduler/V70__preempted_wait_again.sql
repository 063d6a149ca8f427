-- Since when its owner wants it to run: by that age it stands in the queue, also when it comes back there.
alter table allocations
    add column wanted_since      timestamptz not null default now(),
    add column preemption_policy text check (preemption_policy in ('requeue', 'stop')); -- null: as its priority says
update allocations set wanted_since = coalesce((select queued_at from queue where queue.workload_id = allocations.workload_id), started_at, created_at);
