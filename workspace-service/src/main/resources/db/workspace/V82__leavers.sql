-- Who was in a workspace and is no more: what they made there stays, but nothing starts at their cost and by their keys.
-- Written with the membership itself, whichever way it ends.
create table workspace_leavers (
    workspace_id bigint not null,
    customer_id bigint not null,
    left_at timestamptz not null,
    primary key (workspace_id, customer_id)
);
create index idx_workspace_leavers_customer on workspace_leavers (customer_id);

create function note_workspace_leaver() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        delete from workspace_leavers where workspace_id = new.workspace_id and customer_id = new.customer_id;
    else
        insert into workspace_leavers (workspace_id, customer_id, left_at)
        values (old.workspace_id, old.customer_id, now())
        on conflict (workspace_id, customer_id) do update set left_at = excluded.left_at;
    end if;
    return null;
end $$;

create trigger trg_workspace_leaver
    after insert or delete on workspace_members
    for each row execute function note_workspace_leaver();

alter table workspace_leavers enable row level security, force row level security;
create policy seen on workspace_leavers for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on workspace_leavers using ((select is_trusted())) with check ((select is_trusted()));
