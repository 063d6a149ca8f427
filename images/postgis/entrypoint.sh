#!/bin/bash
# Makes a database "gis" with PostGIS, owned by "gis", runs /etc/postgis/*.sql in it, and becomes PostgreSQL.
set -euo pipefail

readonly DATA=/var/lib/postgresql/data

[[ -n ${GIS_PASSWORD:-} ]] || {
    echo "postgis: GIS_PASSWORD is needed" >&2
    exit 64
}

# Passwords are asked for from outside alone; the socket inside is the superuser's.
make_cluster() {
    initdb --pgdata "$DATA" --username postgres --encoding UTF8 --auth-local trust --auth-host scram-sha-256 > /dev/null
    echo "host all all all scram-sha-256" >> "$DATA/pg_hba.conf"
    pg_ctl --pgdata "$DATA" --wait --options "-c listen_addresses=''" start > /dev/null
    psql --quiet --set ON_ERROR_STOP=1 --set password="$GIS_PASSWORD" <<'SQL'
create role gis login password :'password';
create database gis owner gis;
\connect gis
create extension postgis;
SQL
    for file in /etc/postgis/*.sql; do
        [[ ! -e $file ]] || psql --quiet --set ON_ERROR_STOP=1 --username gis --dbname gis --file "$file"
    done
    pg_ctl --pgdata "$DATA" --wait --mode fast stop > /dev/null
}

[[ -s $DATA/PG_VERSION ]] || make_cluster
exec postgres -D "$DATA" -c listen_addresses='*' -c fsync=off "$@"
