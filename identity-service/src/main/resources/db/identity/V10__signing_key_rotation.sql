-- A key is published before it signs, and after: whoever verifies has it in time.
alter table signing_keys add column activates_at timestamptz;
update signing_keys set activates_at = created_at;
alter table signing_keys alter column activates_at set not null;
