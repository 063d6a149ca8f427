-- What billing-service last said of whether a user may spend more: by the limit of all that they run, or of their personal workspace.
create table spending_blocks (
    user_id bigint      not null,
    scope   text        not null check (scope in ('customer', 'workspace')),
    cause   text        not null,
    blocked boolean     not null,
    at      timestamptz not null,
    primary key (user_id, scope, cause)
);
create index spending_blocks_standing on spending_blocks (user_id) where blocked;
