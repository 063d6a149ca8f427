-- A deleted account gives its name and address back; the name rests for a while first (see Accounts.insert).
drop index idx_customers_username;
drop index idx_customers_email;
create unique index idx_customers_username on customers (lower(username)) where status <> 'deleted';
create unique index idx_customers_email on customers (lower(email)) where status <> 'deleted';
create index idx_customers_resting_names on customers (lower(username), deleted_at) where status = 'deleted';

alter table customers
    add column phone          text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    add column phone_verified boolean not null default false,
    add check (phone is not null or not phone_verified);

create index idx_customers_administrators on customers (id) where user_type = 'admin' and status = 'active';
