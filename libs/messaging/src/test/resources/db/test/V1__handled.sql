create table handled (position bigint generated always as identity primary key, customer_id bigint not null, key_id bigint not null);
