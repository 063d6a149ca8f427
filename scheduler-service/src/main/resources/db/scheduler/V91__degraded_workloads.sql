-- Its container runs under the epoch of the row but cannot reach its GPUs.
alter table allocations
    add column degraded_since  timestamptz,
    add column degraded_reason text,
    add constraint allocations_degraded_for_a_reason check ((degraded_since is null) = (degraded_reason is null));
