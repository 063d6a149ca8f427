-- to_regclass answers from a cache that waiting for the advisory lock does not refresh, so two at once could both make the partition.
create or replace function audit_partition(month date) returns void language plpgsql as $$
declare
    partition text := 'audit_logs_' || to_char(month, 'YYYY_MM');
begin
    if exists (select from pg_class where relname = partition and relnamespace = current_schema()::regnamespace) then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_partition'));
    if exists (select from pg_class where relname = partition and relnamespace = current_schema()::regnamespace) then
        return;
    end if;
    execute format('create table %I partition of audit_logs for values from (%L) to (%L)',
        partition, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format('create trigger audit_logs_no_truncate before truncate on %I
        for each statement execute function audit_refuse_change()', partition);
    execute format('revoke update, delete, truncate on %I from public, current_user', partition);
end $$;
