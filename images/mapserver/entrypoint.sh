#!/bin/bash
# Serves every /etc/mapserver/maps/NAME.map at $PUBLIC_PATH/NAME and becomes lighttpd.
set -euo pipefail

readonly MAPS=/etc/mapserver/maps
readonly WORK=${TMPDIR:-/tmp}

refuse() {
    echo "mapserver: $*" >&2
    exit 64
}

check_settings() {
    [[ $PUBLIC_PATH =~ ^(/[A-Za-z0-9_-]+)*$ ]] || refuse "PUBLIC_PATH must look like /s/abc, not $PUBLIC_PATH"
    [[ $MAPSERVER_PROCESSES =~ ^[1-8]$ ]] || refuse "MAPSERVER_PROCESSES must be 1 to 8, not $MAPSERVER_PROCESSES"
}

# No request may name a file of its own: MS_MAP_NO_PATH leaves only the map that its path stands for.
write_mapserver_config() {
    cat > "$WORK/mapserver.conf" <<FILE
CONFIG
  ENV
    MS_MAP_NO_PATH "1"
    MS_MAP_PATTERN "^$MAPS/[A-Za-z0-9_-]+\\.map$"
    PROJ_LIB "/usr/share/proj"
  END
END
FILE
}

map_names() {
    local file name
    for file in "$MAPS"/*.map; do
        name=$(basename "$file" .map)
        [[ ! $name =~ ^[A-Za-z0-9_-]+$ || $name == health ]] || echo "$name"
    done
}

# The folder as prefix makes the map's public path its SCRIPT_NAME, which capabilities documents repeat.
write_server_config() {
    local name names
    names=$(map_names)
    [[ -n $names ]] || refuse "there is no map file in $MAPS"
    cat /usr/share/mapserver/lighttpd.conf
    cat <<SERVER
alias.url = ("/health" => "/usr/share/mapserver/health.txt")
\$HTTP["url"] =~ "^$PUBLIC_PATH/(${names//$'\n'/|})$" {
    fastcgi.server = ("$PUBLIC_PATH/" => (("socket" => "$WORK/mapserv.socket", "check-local" => "disable",
        "bin-path" => "/usr/lib/cgi-bin/mapserv", "max-procs" => $MAPSERVER_PROCESSES,
        "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "$WORK/mapserver.conf"))))
}
SERVER
    [[ -z $PUBLIC_PATH ]] || echo "alias.url += (\"$PUBLIC_PATH/health\" => \"/usr/share/mapserver/health.txt\")"
    for name in $names; do
        printf '$HTTP["url"] == "%s" { setenv.add-environment = ("MS_MAPFILE" => "%s") }\n' "$PUBLIC_PATH/$name" "$MAPS/$name.map"
    done
}

check_settings
write_mapserver_config
write_server_config > "$WORK/lighttpd.conf"
exec lighttpd -D -f "$WORK/lighttpd.conf"
