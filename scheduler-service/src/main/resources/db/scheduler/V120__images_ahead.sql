-- Images that hosts are to have before anybody starts from them.
create table image_pulls (
    pull_id      uuid primary key,
    image        text        not null,
    keep_seconds int         not null, -- how long hosts keep it once they have it
    requested_by bigint      not null,
    requested_at timestamptz not null,
    deadline     timestamptz not null  -- who has not got it by then is not waited for
);
create index image_pulls_newest on image_pulls (requested_at desc, pull_id);

create table host_image_pulls (
    pull_id  uuid        not null references image_pulls on delete cascade,
    host_id  text        not null,
    state    text        not null check (state in ('waiting', 'pulling', 'there', 'failed')),
    percent  int         not null default 0,
    reason   text,                           -- why it failed
    ask_at   timestamptz not null,           -- when its host is asked (again), unless it is heard before
    asked    int         not null default 0,
    ended_at timestamptz,                    -- null while it is waiting or pulling
    primary key (pull_id, host_id)
);
create index host_image_pulls_due on host_image_pulls (ask_at) where ended_at is null;
