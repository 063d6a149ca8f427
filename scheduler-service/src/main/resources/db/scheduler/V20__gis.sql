-- Of two wishes for a GIS service the one with the larger generation counts, however late it comes.
alter table allocations add column generation bigint not null default 0;
