create table customers (
    customer_id bigint primary key,
    username    text not null,
    user_type   text not null
);
create table workspaces (
    workspace_id bigint primary key,
    name         text   not null,
    owner_id     bigint not null
);
create table workspace_managers (
    workspace_id bigint not null,
    customer_id  bigint not null,
    primary key (workspace_id, customer_id)
);
comment on table workspace_managers is 'owners and administrators: they see what a workspace costs and set its budgets';

create table accounts (
    customer_id  bigint         not null,
    currency     char(3)        not null,
    mode         text           not null check (mode in ('prepaid', 'postpaid')),
    credit_limit numeric(18, 6) check (credit_limit >= 0),
    low_balance  numeric(18, 6) not null check (low_balance >= 0),
    balance      numeric(18, 6) not null default 0,
    state        text           not null default 'ok' check (state in ('ok', 'low', 'grace', 'blocked')),
    grace_until  timestamptz,
    primary key (customer_id, currency),
    check ((state = 'grace') = (grace_until is not null))
);
comment on column accounts.credit_limit is 'how far a postpaid balance may fall below 0; null for no limit';
comment on column accounts.balance is 'the sum of the entries';

create table account_entries (
    id          bigint generated always as identity primary key,
    customer_id bigint         not null,
    currency    char(3)        not null,
    kind        text           not null check (kind in ('top_up', 'payment', 'usage')),
    amount      numeric(18, 6) not null check (amount <> 0),
    reference   text unique,
    note        text,
    actor       bigint,
    created_at  timestamptz    not null
);
create index account_entries_of_customer on account_entries (customer_id, id desc);
create trigger only_appended before update or delete on account_entries for each row execute function refuse_change();
comment on column account_entries.reference is 'what it was booked for; booked once';

create table budgets (
    id           bigint generated always as identity primary key,
    customer_id  bigint         not null,
    workspace_id bigint,
    unit         text           not null check (unit = 'gpu_hours' or unit ~ '^[A-Z]{3}$'),
    amount       numeric(18, 6) not null check (amount > 0),
    warn_percent int            not null check (warn_percent between 1 and 100),
    blocks       boolean        not null,
    blocked_in   date,
    unique nulls not distinct (customer_id, workspace_id, unit)
);
comment on column budgets.customer_id is 'whose use it limits; for the budget of a workspace, who set it last';
create table budget_alerts (
    budget_id bigint not null references budgets on delete cascade,
    month     date   not null,
    percent   int    not null,
    primary key (budget_id, month, percent)
);
