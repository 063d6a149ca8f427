create table invoice_series (
    series text primary key,
    last   bigint not null
);
comment on table invoice_series is 'The row is locked until the invoices commit, so that a number is never skipped.';

create table invoices (
    id          uuid primary key,
    number      text           not null unique,
    series      text           not null references invoice_series,
    sequence    bigint         not null check (sequence > 0),
    kind        text           not null check (kind in ('invoice', 'credit_note', 'supplement')),
    corrects    text references invoices (number),
    customer_id bigint         not null,
    username    text           not null,
    month       date           not null check (extract(day from month) = 1),
    currency    char(3)        not null,
    total       numeric(18, 2) not null,
    issued_at   timestamptz    not null,
    unique (series, sequence),
    check ((kind = 'invoice') = (corrects is null))
);
create unique index invoices_one_a_month on invoices (customer_id, month, currency) where kind = 'invoice';
create index invoices_of_month on invoices (month, customer_id);

create table invoice_lines (
    invoice_id     uuid           not null references invoices,
    position       int            not null,
    workspace_id   bigint         not null,
    environment_id text           not null,
    kind           text           not null,
    gpu_model      text           not null,
    duration_s     bigint         not null,
    gpu_seconds    numeric(20, 3) not null,
    amount         numeric(20, 6) not null,
    primary key (invoice_id, position)
);
create trigger immutable before update or delete on invoices for each row execute function refuse_change();
create trigger immutable before update or delete on invoice_lines for each row execute function refuse_change();

create table reconciliation_findings (
    workload_id text        not null,
    epoch       bigint      not null,
    kind        text        not null,
    expected    bigint      not null,
    actual      bigint      not null,
    explanation text        not null,
    explained   boolean     not null,
    found_at    timestamptz not null,
    seen_at     timestamptz not null,
    primary key (workload_id, epoch, kind)
);
