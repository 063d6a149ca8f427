create extension if not exists btree_gist;

-- GPUs booked for a time: from then on, and for as long, only their workspace gets them.
create table reservations (
    id           bigint generated always as identity primary key,
    workspace_id bigint      not null,
    note         text        not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    state        text        not null default 'booked' check (state in ('booked', 'in_use', 'ended', 'cancelled', 'no_show')),
    told_at      timestamptz, -- when those who are in the way were told
    created_by   bigint      not null,
    created_at   timestamptz not null,
    check (ends_at > starts_at)
);
create index reservations_not_over on reservations (starts_at) where state in ('booked', 'in_use');

create table reserved_gpus (
    reservation_id bigint    not null references reservations on delete cascade,
    gpu_uuid       text      not null references gpus,
    during         tstzrange not null,
    active         boolean   not null default true, -- until it is over, by whatever end
    primary key (reservation_id, gpu_uuid),
    constraint reserved_gpus_never_twice exclude using gist (gpu_uuid with =, during with &&) where (active)
);
create index reserved_gpus_active on reserved_gpus (gpu_uuid) where active;

create function note_booking_change() returns trigger language plpgsql as $$
begin
    insert into placement_changes (transaction, host_id)
    select pg_current_xact_id()::text::bigint, host_id from gpus
    where uuid = case when tg_op = 'DELETE' then old.gpu_uuid else new.gpu_uuid end on conflict do nothing;
    return null;
end $$;
create trigger booking_changed after insert or update or delete on reserved_gpus
    for each row execute function note_booking_change();

alter table stop_notices add foreign key (reservation_id) references reservations on delete cascade;
