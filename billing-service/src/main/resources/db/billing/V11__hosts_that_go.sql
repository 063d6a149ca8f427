-- A host that was removed has no GPUs from then on, whatever inventory of before is heard of after it.
create table host_removals (
    host_id text        not null,
    at      timestamptz not null,
    primary key (host_id, at)
);
create trigger only_appended before update or delete on host_removals for each row execute function refuse_change();
