-- A share of a GPU counts by its thousandths, in what is used and in GPU-hours. Limits stay whole: as many GPUs as the parts add up to.
select set_config('remotegpu.actor', 'system', true);

alter table quota_usage alter column gpu type numeric(14, 3);
alter table gpu_time alter column gpus type numeric(8, 3);

-- Until now each share that is up counted as a whole one.
with shares as (
    select customer_id, workspace_id, 1 - (gpu_spec ->> 'share')::numeric / 1000 as too_much
    from environments where deleted_at is null and compute_held and gpu_spec ->> 'share' is not null)
update quota_usage set gpu = gpu - coalesce(
    case when customer_id is not null
        then (select sum(too_much) from shares where shares.customer_id = quota_usage.customer_id)
        else (select sum(too_much) from shares where shares.workspace_id = quota_usage.workspace_id) end, 0);
