-- How many live environments there are by workspace, owner and status, so that a list's total is a sum of few rows. Every statement
-- that changes environments adds its differences; rows are only ever inserted, so no two transactions wait for each other. They are
-- folded into one row each now and then.
select set_config('remotegpu.actor', 'system', true);

create table environment_counts (
    id           bigint generated always as identity primary key,
    workspace_id bigint      not null references workspaces (id) on delete cascade,
    customer_id  bigint      not null references customers (id) on delete cascade,
    status       varchar(16) not null,
    difference   bigint      not null
);
create index idx_environment_counts on environment_counts (workspace_id, customer_id, status) include (difference);

create function count_environments() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into environment_counts (workspace_id, customer_id, status, difference)
        select workspace_id, customer_id, status, count(*) from after where deleted_at is null
        group by workspace_id, customer_id, status;
    elsif tg_op = 'DELETE' then
        insert into environment_counts (workspace_id, customer_id, status, difference)
        select workspace_id, customer_id, status, -count(*) from before where deleted_at is null
        group by workspace_id, customer_id, status;
    else
        insert into environment_counts (workspace_id, customer_id, status, difference)
        select workspace_id, customer_id, status, sum(difference)
        from (select workspace_id, customer_id, status, -1 as difference from before where deleted_at is null
              union all
              select workspace_id, customer_id, status, 1 from after where deleted_at is null) changes
        group by workspace_id, customer_id, status
        having sum(difference) <> 0;
    end if;
    return null;
end;
$$;

create trigger trg_environments_counted_in after insert on environments
    referencing new table as after for each statement execute function count_environments();
create trigger trg_environments_counted_out after delete on environments
    referencing old table as before for each statement execute function count_environments();
create trigger trg_environments_counted_anew after update on environments
    referencing old table as before new table as after for each statement execute function count_environments();

insert into environment_counts (workspace_id, customer_id, status, difference)
select workspace_id, customer_id, status, count(*) from environments where deleted_at is null
group by workspace_id, customer_id, status;

alter table environment_counts enable row level security, force row level security;
create policy seen on environment_counts for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on environment_counts using ((select is_trusted())) with check ((select is_trusted()));
