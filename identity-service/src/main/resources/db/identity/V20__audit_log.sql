-- What happened and is not in the chain yet. It becomes true with the transaction that writes it; the sealer moves it on within a second.
create table audit_pending (
    id            bigint      generated always as identity primary key,
    created_at    timestamptz not null,
    actor_id      bigint,
    actor         text        not null,
    action        text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    result        text        not null check (result in ('success', 'refused', 'failed')),
    reason        text,
    ip_address    text,
    user_agent    text,
    request_id    text,
    trace_id      text,
    -- json, not jsonb: the hash covers the text as it was written
    state_before  json,
    state_after   json
);

-- The chain: ids without a gap, each row's hash covers the row and the hash before it. recorded_at never falls from one id to the next.
create table audit_logs (
    id            bigint      not null,
    recorded_at   timestamptz not null,
    entry_id      bigint      not null,
    created_at    timestamptz not null,
    actor_id      bigint,
    actor         text        not null,
    action        text        not null,
    resource_type text        not null,
    resource_id   text        not null,
    result        text        not null,
    reason        text,
    ip_address    text,
    user_agent    text,
    request_id    text,
    trace_id      text,
    state_before  json,
    state_after   json,
    previous_hash bytea       not null,
    hash          bytea       not null,
    primary key (id, recorded_at)
) partition by range (recorded_at);

create index idx_audit_logs_entry on audit_logs (entry_id);
create index idx_audit_logs_created_at on audit_logs (created_at, id);
create index idx_audit_logs_actor on audit_logs (actor_id, id) where actor_id is not null;
create index idx_audit_logs_resource on audit_logs (resource_type, resource_id, id);
create index idx_audit_logs_action on audit_logs (action, id);

-- The end of the chain, attested with a key that is not in this database. Its row lock puts the sealers of all replicas in line.
create table audit_head (
    only_one         boolean     primary key default true check (only_one),
    last_id          bigint      not null,
    last_hash        bytea       not null,
    last_recorded_at timestamptz not null,
    mac              bytea
);
insert into audit_head (last_id, last_hash, last_recorded_at)
values (0, decode(repeat('00', 32), 'hex'), '1970-01-01T00:00:00Z');

-- Where each ended month begins and ends in the chain. An anchor outlives its month's rows, so what is left can still be verified.
create table audit_anchors (
    month               date        primary key,
    first_id            bigint      not null,
    last_id             bigint      not null,
    first_previous_hash bytea       not null,
    last_hash           bytea       not null,
    anchored_at         timestamptz not null,
    mac                 bytea       not null
);

create table audit_verifications (
    id          bigint      generated always as identity primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    intact      boolean     not null,
    entries     bigint      not null,
    first_id    bigint,
    last_id     bigint,
    broken_id   bigint,
    problem     text
);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

-- Only what stands in the chain may leave the waiting room.
create function audit_refuse_loss() returns trigger language plpgsql as $$
begin
    if not exists (select from audit_logs where entry_id = old.id and recorded_at >= old.created_at) then
        raise exception 'the audit log is append-only: entry % is not in the chain yet', old.id
            using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;

create trigger audit_logs_append_only before update or delete on audit_logs
    for each row execute function audit_refuse_change();
create trigger audit_logs_no_truncate before truncate on audit_logs
    for each statement execute function audit_refuse_change();
create trigger audit_anchors_append_only before update or delete on audit_anchors
    for each row execute function audit_refuse_change();
create trigger audit_anchors_no_truncate before truncate on audit_anchors
    for each statement execute function audit_refuse_change();
create trigger audit_pending_no_update before update on audit_pending
    for each row execute function audit_refuse_change();
create trigger audit_pending_no_loss before delete on audit_pending
    for each row execute function audit_refuse_loss();
create trigger audit_pending_no_truncate before truncate on audit_pending
    for each statement execute function audit_refuse_change();

-- Makes the partition of one month, given by its first day, unless it is there. Safe to call from several replicas.
create function audit_partition(month date) returns void language plpgsql as $$
declare
    partition text := 'audit_logs_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(partition) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_partition'));
    if to_regclass(partition) is not null then
        return;
    end if;
    execute format('create table %I partition of audit_logs for values from (%L) to (%L)',
        partition, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format('create trigger audit_logs_no_truncate before truncate on %I
        for each statement execute function audit_refuse_change()', partition);
    execute format('revoke update, delete, truncate on %I from public, current_user', partition);
end $$;

-- The owner could grant itself these again, but not by accident, and not without leaving the statement in the server's log.
revoke update, delete, truncate on audit_logs, audit_anchors from public, current_user;
revoke update, truncate on audit_pending from public, current_user;
