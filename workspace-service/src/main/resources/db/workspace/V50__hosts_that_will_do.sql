-- Which hosts will do, and how much of their disk; {} and null for any and as much as there is.
alter table environments
    add column host_selector jsonb not null default '{}',
    add column disk integer check (disk > 0); -- MiB
