#!/usr/bin/env bash
# Checks docker-compose.yml with compose itself: it must be well formed, hold no secret and refuse to start without them.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly NAME="compose file"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if docker compose version > /dev/null 2>&1; then
    compose=(docker compose)
elif command -v docker-compose > /dev/null; then
    compose=(docker-compose)
else
    echo "[SKIPPED] $NAME: neither docker compose nor docker-compose is installed (apt-get install docker-compose)"
    exit 0
fi

fail() {
    echo "[FAILED] $NAME: $*" >&2
    exit 1
}

with_secrets() { sed 's/=$/=only-for-this-check/' .env.example; }

with_secrets > "$folder/full.env"
"${compose[@]}" --env-file "$folder/full.env" config > "$folder/config.yml" || fail "is not valid"
for service in postgres kafka redis identity workspace scheduler billing gis gateway; do
    grep -q "^  $service:" "$folder/config.yml" || fail "has no service $service"
done

# Each empty secret on its own must stop the start, and say where to look.
secrets=0
while IFS='=' read -r secret _; do
    sed "s/^$secret=.*/$secret=/" "$folder/full.env" > "$folder/one-missing.env"
    if said=$("${compose[@]}" --env-file "$folder/one-missing.env" config 2>&1); then fail "starts without $secret"; fi
    [[ $said == *"see .env.example"* ]] || fail "does not say where $secret belongs: $said"
    secrets=$((secrets + 1))
done < <(grep -E '^[A-Z_]+=$' .env.example)

echo "[PASSED] $NAME: valid; $secrets secrets are asked for and none is in it"
