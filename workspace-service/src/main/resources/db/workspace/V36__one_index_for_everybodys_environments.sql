-- The list of the whole platform has an index in its order. Where few workspaces hold most environments, the planner took it for the
-- list of one workspace too and read everything to find the little that is there. "workspace_id > 0" is always true, but only the query
-- for administrators says so; no other may use this index.
drop index idx_environments_live_created;
create index idx_environments_live_created on environments (created_at desc, id desc)
    where deleted_at is null and workspace_id > 0;
drop index idx_environments_created_at;
