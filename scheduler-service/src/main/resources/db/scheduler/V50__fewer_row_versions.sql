-- One new version of the GPU's row for each lease in the place of two.
create or replace function count_leased() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update gpus set last_epoch = new.epoch, leased = leased + case when new.closed_at is null then new.share else 0 end
        where uuid = new.gpu_uuid and last_epoch < new.epoch;
        if not found then
            raise exception 'GPU % was leased under a later epoch than % already', new.gpu_uuid, new.epoch;
        end if;
        return null;
    end if;
    if old.closed_at is null then
        update gpus set leased = leased - old.share where uuid = old.gpu_uuid;
    end if;
    if tg_op = 'UPDATE' and new.closed_at is null then
        update gpus set leased = leased + new.share where uuid = new.gpu_uuid;
    end if;
    return null;
end $$;

-- These rows are written over and over: with room on their pages no index has to follow.
alter table hosts set (fillfactor = 50);
alter table gpus set (fillfactor = 60);

-- Each release asks who waits, and mostly nobody does: that must not read everybody who ever came.
create index allocations_waiting on allocations (workload_id) where phase = 'queued';
