-- The service connects as a plain role, which sees and changes only what the one it acts for may. Who that is, it says at the begin
-- of each transaction: remotegpu.actor is system, admin or customer, remotegpu.customer whose. FORCE binds the owner of the tables too.

grant select, insert, update, delete on all tables in schema public to ${application_role};
alter default privileges in schema public grant select, insert, update, delete on tables to ${application_role};
revoke all on flyway_schema_history, relay_offsets from ${application_role};

-- Silence would look like an empty table; nobody may read a guarded row unnamed.
create function acting_as() returns text language plpgsql stable parallel safe as $$
declare
    actor constant text := current_setting('remotegpu.actor', true);
begin
    if actor in ('system', 'admin', 'customer') then
        return actor;
    end if;
    raise exception 'this statement acts for nobody: run it in a transaction that is begun for a caller or for the system'
        using errcode = 'insufficient_privilege';
end;
$$;

-- In a function of the owner's that the service called, the owner is trusted; nobody else can be both at once.
create function is_trusted() returns boolean language sql stable parallel safe
return (current_user = '${flyway:user}' and session_user <> current_user) or acting_as() <> 'customer';

create function acting_customer() returns bigint language sql stable parallel safe
return nullif(current_setting('remotegpu.customer', true), '')::bigint;

-- Reads memberships as their owner: as the caller, the policy on memberships would ask this function again, without end.
create function workspaces_as(variadic roles text[]) returns bigint[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(workspace_id), '{}')
    from workspace_members
    where customer_id = acting_customer() and status = 'active' and role = any (roles)
$$;

create function workspaces_seen() returns bigint[] language sql stable parallel safe
return workspaces_as('owner', 'admin', 'member', 'viewer');

create function workspaces_worked_in() returns bigint[] language sql stable parallel safe
return workspaces_as('owner', 'admin', 'member');

create function workspaces_managed() returns bigint[] language sql stable parallel safe
return workspaces_as('owner', 'admin');

-- Whoever joins or leaves may not write the workspace's row; the count follows all the same.
alter function update_workspace_member_count() security definer;
alter function update_workspace_member_count() set search_path = public, pg_temp;

-- Each "(select ...)" is evaluated once per statement, not once per row. An update may aim at whatever is seen and is checked on the
-- new row, so a change without the right fails aloud instead of touching nothing.

alter table workspaces enable row level security, force row level security;
create policy seen on workspaces for select using (
    (select is_trusted()) or owner_id = (select acting_customer()) or id = any ((select workspaces_seen())::bigint[]));
create policy created on workspaces for insert with check (
    (select is_trusted()) or owner_id = (select acting_customer()));
create policy changed on workspaces for update
    using ((select is_trusted()) or id = any ((select workspaces_seen())::bigint[]))
    with check ((select is_trusted()) or id = any ((select workspaces_worked_in())::bigint[]));
create policy removed on workspaces for delete using ((select is_trusted()));

alter table workspace_members enable row level security, force row level security;
create policy seen on workspace_members for select using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy added on workspace_members for insert with check (
    (select is_trusted()) or workspace_id = any ((select workspaces_managed())::bigint[])
    or (customer_id = (select acting_customer()) and role = 'owner'
        and exists (select from workspaces where id = workspace_id and owner_id = (select acting_customer()))));
create policy changed on workspace_members for update
    using ((select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]))
    with check ((select is_trusted()) or workspace_id = any ((select workspaces_managed())::bigint[]));
create policy removed on workspace_members for delete using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_managed())::bigint[]));

alter table environments enable row level security, force row level security;
create policy seen on environments for select using (
    (select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy created on environments for insert with check (
    (select is_trusted()) or (customer_id = (select acting_customer())
        and workspace_id = any ((select workspaces_worked_in())::bigint[])));
create policy changed on environments for update
    using ((select is_trusted()) or workspace_id = any ((select workspaces_seen())::bigint[]))
    with check ((select is_trusted()) or workspace_id = any ((select workspaces_worked_in())::bigint[]));
create policy removed on environments for delete using ((select is_trusted()));

-- A timeline is seen by whoever sees the environment; the policy of environments answers that. Nobody changes what was.
alter table environment_events enable row level security, force row level security;
create policy seen on environment_events for select using (
    (select is_trusted()) or exists (select from environments where id = environment_id));
create policy added on environment_events for insert with check (
    (select is_trusted()) or exists (select from environments where id = environment_id
        and workspace_id = any ((select workspaces_worked_in())::bigint[])));
create policy removed on environment_events for delete using ((select is_trusted()));

-- Limits and the ledger are the platform's books: read by whom they are about, written by the platform alone.
alter table resource_quotas enable row level security, force row level security;
create policy seen on resource_quotas for select using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on resource_quotas using ((select is_trusted())) with check ((select is_trusted()));

alter table quota_usage enable row level security, force row level security;
create policy seen on quota_usage for select using (
    (select is_trusted()) or customer_id = (select acting_customer())
    or workspace_id = any ((select workspaces_seen())::bigint[]));
create policy kept on quota_usage using ((select is_trusted())) with check ((select is_trusted()));
