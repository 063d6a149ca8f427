-- What becomes of an environment that was stopped to make room; null for what its priority says.
alter table environments
    add column preemption_policy varchar(16) check (preemption_policy in ('requeue', 'stop'));
