alter table notified_environments
    drop constraint notified_environments_stop_cause_check,
    add constraint notified_environments_stop_cause_check check (
        stop_cause in ('person', 'restart', 'delete', 'duration', 'balance', 'budget', 'idle'));
