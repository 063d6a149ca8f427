#!/bin/bash
# Run once by the PostgreSQL image, on an empty data folder: a database and a role per service. A logical slot reads its
# database's log, hence replication. Passwords go in as psql variables, so no character in them is special.
set -euo pipefail

create() {
    psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set name="$1" --set password="$2" <<'SQL'
create role :"name" login replication password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

create identity "$IDENTITY_DB_PASSWORD"
create workspace "$WORKSPACE_DB_PASSWORD"
create scheduler "$SCHEDULER_DB_PASSWORD"
create billing "$BILLING_DB_PASSWORD"
create gis "$GIS_DB_PASSWORD"

# workspace-service itself connects as a plain role, which row-level security binds; the owner is for migrations and the relay.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set password="$WORKSPACE_APP_DB_PASSWORD" <<'SQL'
create role workspace_app login password :'password';
grant connect on database workspace to workspace_app;
SQL
