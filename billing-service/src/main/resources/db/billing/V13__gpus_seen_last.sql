-- Inventories and removals come by different topics: one that was made after a removal may be heard of before it.
alter table ledger_gpus add column seen_at timestamptz;
comment on column ledger_gpus.seen_at is 'when its host last said that it has it';
