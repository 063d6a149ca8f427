alter table service_storage add column exceeded boolean not null default false;
comment on table service_storage is 'What each service was last seen to keep in its volumes; uploads are counted where they lie.';
comment on column service_storage.exceeded is 'whether its owner was told that it keeps more than it may, and not yet that it no longer does';
