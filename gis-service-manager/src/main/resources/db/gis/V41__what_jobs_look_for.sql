-- What is looked for every few seconds, among services most of which are stopped.
create index service_states_wanted on service_states (user_id) where desired = 'running';
create index user_service_configs_running on user_service_configs (id) where service_status = 'running' and deleted_at is null;
