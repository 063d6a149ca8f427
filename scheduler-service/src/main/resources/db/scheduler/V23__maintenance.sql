-- Each time that a GPU is out of work because people said so.
create table gpu_maintenances (
    id         bigint generated always as identity primary key,
    gpu_uuid   text        not null,
    host_id    text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz check (ended_at >= started_at)
);
create unique index gpu_maintenances_open on gpu_maintenances (gpu_uuid) where ended_at is null;
create index gpu_maintenances_of_host on gpu_maintenances (host_id) where ended_at is null;

comment on table gpu_maintenances is 'What billing-service is told; its open rows follow hosts.maintenance and gpus.status';
