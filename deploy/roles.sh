#!/bin/sh
# Run once by the PostgreSQL container on an empty volume: the roles that Headway's processes sign in as.
set -eu
psql --set=ON_ERROR_STOP=1 --username postgres --dbname headway \
  --set=owner="$OWNER_PASSWORD" --set=app="$APP_PASSWORD" \
  --set=worker="$WORKER_PASSWORD" --set=dispatch="$DISPATCH_PASSWORD" <<'SQL'
create role headway_owner login password :'owner';
create role headway_app login password :'app';
create role headway_worker login password :'worker';
create role headway_dispatch login password :'dispatch';
create role headway_backup login bypassrls;
alter database headway owner to headway_owner;
SQL
