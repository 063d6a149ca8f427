-- Disk that is kept for an environment on its host counts as its storage: of it, the home is a part.
select set_config('remotegpu.actor', 'system', true);

with kept as (
    select customer_id, workspace_id, disk - storage as beside from environments where deleted_at is null and disk is not null)
update quota_usage set storage = storage + coalesce(
    case when customer_id is not null
        then (select sum(beside) from kept where kept.customer_id = quota_usage.customer_id)
        else (select sum(beside) from kept where kept.workspace_id = quota_usage.workspace_id) end, 0);
