-- It runs and its GPUs are held, but it cannot reach them.
alter table environments drop constraint environments_status_check;
alter table environments add constraint environments_status_check check (status in
    ('queued', 'creating', 'running', 'degraded', 'stopping', 'stopped', 'deleting', 'error', 'unknown'));
