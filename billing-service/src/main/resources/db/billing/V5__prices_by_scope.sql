alter table price_plans
    drop constraint price_plans_valid_from_key,
    add column valid_to         timestamptz,
    add column customer_type    text check (customer_type in ('admin', 'internal', 'external')),
    add column workspace_id     bigint check (workspace_id > 0),
    add column storage_gib_hour numeric(12, 6) not null default 0 check (storage_gib_hour >= 0),
    add column gis_hour         numeric(12, 6) not null default 0 check (gis_hour >= 0),
    add column scope            bigint generated always as (coalesce(workspace_id,
        case customer_type when 'admin' then -1 when 'internal' then -2 when 'external' then -3 else 0 end)) stored,
    add check (customer_type is null or workspace_id is null),
    add check (valid_to > valid_from),
    add constraint price_plans_no_overlap exclude using gist
        (int8range(scope, scope, '[]') with &&, tstzrange(valid_from, valid_to) with &&);
comment on table price_plans is 'A price is never changed: a new one is a new plan, valid from its creation on or later. The most particular plan decides: workspace, customer type, all.';
comment on column price_plans.scope is '0 for everybody; plans of one scope never overlap';
comment on column price_plans.gis_hour is 'for each GIS instance, beside what it uses';
alter table gpu_prices add column mig_profile text;
comment on column gpu_prices.mig_profile is 'such as 1g.10gb; null for whole GPUs and shares of them';
