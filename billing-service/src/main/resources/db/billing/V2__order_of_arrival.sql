-- A host's clock may be set back, so pauses and resumptions are taken in the order in which they arrived.
alter table usage_facts add column sequence bigint generated always as identity;
comment on column usage_facts.sequence is 'order of arrival; the facts of one workload come in the order in which they happened';
