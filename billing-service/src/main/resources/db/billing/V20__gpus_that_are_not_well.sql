-- GPUs are found not to be healthy, and to be well again. The scheduler numbers each time.
alter table gpu_facts drop constraint gpu_facts_kind_check;
alter table gpu_facts add constraint gpu_facts_kind_check check (kind in
    ('quarantined', 'shown_clean', 'maintenance_started', 'maintenance_ended', 'unfit', 'fit_again'));
alter table gpu_spans drop constraint gpu_spans_track_check;
alter table gpu_spans add constraint gpu_spans_track_check check (track in
    ('presence', 'lease', 'quarantine', 'silence', 'maintenance', 'health'));
comment on column gpu_facts.epoch is 'the epoch of the lease after which it was quarantined, or the number of the maintenance or of the time that it was not healthy';
