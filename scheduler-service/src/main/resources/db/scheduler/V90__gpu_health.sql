-- What a GPU's host thinks of it. Nobody new gets one that is not healthy; when it is well again it is shown clean before.
alter table gpus
    add column health        text not null default 'healthy' check (health in ('healthy', 'degraded', 'unhealthy')),
    add column health_reason text,
    add column health_since  timestamptz,
    add constraint gpus_not_healthy_for_a_reason check ((health = 'healthy') = (health_reason is null));

-- Each time that a GPU was not healthy.
create table gpu_health_incidents (
    id         bigint generated always as identity primary key,
    gpu_uuid   text        not null,
    host_id    text        not null,
    health     text        not null check (health in ('degraded', 'unhealthy')), -- the worst
    reason     text        not null,                                              -- the latest
    started_at timestamptz not null,
    ended_at   timestamptz check (ended_at >= started_at)
);
create unique index gpu_health_incidents_open on gpu_health_incidents (gpu_uuid) where ended_at is null;
create index gpu_health_incidents_of_gpu on gpu_health_incidents (gpu_uuid, id desc);

-- Of a shared GPU the rest is offered while shares are held: placement must hear when that ends.
create trigger gpu_health_changed after update of health on gpus for each row
    when (old.health is distinct from new.health) execute function note_placement_change();
