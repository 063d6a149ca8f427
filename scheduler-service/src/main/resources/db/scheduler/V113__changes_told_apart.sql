-- Placement reads a host again only if something was written about it since it read it, even within one transaction that places many.
create sequence placement_change_seq;
alter table placement_changes add column change bigint not null default nextval('placement_change_seq');
alter table placement_changes set (fillfactor = 50);

create or replace function note_placement_change() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into placement_changes (transaction, host_id)
        values (pg_current_xact_id()::text::bigint, old.host_id)
        on conflict (transaction, host_id) do update set change = excluded.change;
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.host_id is distinct from old.host_id then
        insert into placement_changes (transaction, host_id)
        values (pg_current_xact_id()::text::bigint, new.host_id)
        on conflict (transaction, host_id) do update set change = excluded.change;
    end if;
    return null;
end $$;

create or replace function note_booking_change() returns trigger language plpgsql as $$
begin
    insert into placement_changes (transaction, host_id)
    select pg_current_xact_id()::text::bigint, host_id from gpus
    where uuid = case when tg_op = 'DELETE' then old.gpu_uuid else new.gpu_uuid end
    on conflict (transaction, host_id) do update set change = excluded.change;
    return null;
end $$;

create or replace function note_disk_change() returns trigger language plpgsql as $$
begin
    insert into placement_changes (transaction, host_id)
    select distinct pg_current_xact_id()::text::bigint, home from unnest(array[old.home_host_id, new.home_host_id]) home
    where home is not null
    on conflict (transaction, host_id) do update set change = excluded.change;
    return null;
end $$;
