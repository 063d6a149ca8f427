-- Who is in which workspace, as workspace-service tells: what they may see of its environments is asked without asking anybody.
create table workspace_members (
    workspace_id bigint not null,
    customer_id  bigint not null,
    primary key (workspace_id, customer_id)
);
