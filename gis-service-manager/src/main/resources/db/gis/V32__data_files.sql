create table data_files (
    id             bigint generated always as identity primary key,
    service_id     bigint       not null references user_service_configs on delete cascade,
    folder         varchar(40)  not null,
    name           varchar(100) not null,
    format         varchar(20)  not null,
    size_bytes     bigint       not null check (size_bytes > 0),
    received_bytes bigint       not null default 0,
    used_bytes     bigint       not null,
    sha256         char(64),
    state          varchar(10)  not null default 'uploading' check (state in ('uploading', 'checking', 'ready', 'refused')),
    problem        varchar(500),
    created_at     timestamptz  not null,
    updated_at     timestamptz  not null,
    constraint data_files_received check (received_bytes between 0 and size_bytes)
);
comment on table data_files is 'What a user uploads for a service. Hosts load what is ready; nothing here is ever changed in place.';
comment on column data_files.used_bytes is 'of the storage that the service may use: what it will be, is, or was unpacked to; 0 once refused';
comment on column data_files.sha256 is 'as its owner says until it is ready, then as it is';
create unique index data_files_name on data_files (service_id, folder, name);
create index data_files_unfinished on data_files (state, updated_at) where state in ('uploading', 'checking');

create table data_file_entries (
    file_id    bigint       not null references data_files on delete cascade,
    entry      int          not null,
    path       varchar(255) not null,
    size_bytes bigint       not null,
    sha256     char(64)     not null,
    primary key (file_id, entry)
);
comment on table data_file_entries is 'What a service sees of a file: one entry, or the parts of an archive. Entry 0 is the upload as it came.';
create index data_file_entries_sha256 on data_file_entries (sha256);

create table data_file_chunks (
    file_id  bigint not null references data_files on delete cascade,
    entry    int    not null,
    start_at bigint not null,
    bytes    bytea  not null,
    primary key (file_id, entry, start_at)
);
-- Tiles and rasters are compressed already.
alter table data_file_chunks alter column bytes set storage external;
