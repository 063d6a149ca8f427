#!/usr/bin/env bash
# Installs the package into a bare Debian container, asks the agent what it has to say, and purges it again.
# verify.sh PACKAGE.deb [IMAGE]
set -euo pipefail

package=$(readlink -f "${1:?name the package}")
image=${2:-debian:bookworm-slim}

if command -v systemd-analyze > /dev/null; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    dpkg-deb --extract "$package" "$folder"
    # What it says of other units of this machine is not of interest.
    said=$(systemd-analyze verify --man=no --recursive-errors=no --root="$folder" "$folder/lib/systemd/system/remotegpu-agent.service" 2>&1) || {
        echo "verify: FAILED: the unit: $said" >&2
        exit 1
    }
    echo "verify: the unit is sound"
fi

docker run --rm --network none --volume "$package:/agent.deb:ro" "$image" sh -euc '
    say() { echo "verify: $*"; }
    fail() { echo "verify: FAILED: $*" >&2; exit 1; }

    find / -xdev \( -path /proc -o -path /sys -o -path /tmp \) -prune -o -print | sort > /tmp/before
    dpkg -i /agent.deb > /tmp/installed || { cat /tmp/installed; fail "it does not install"; }
    say "installed, $(dpkg-query -W -f "\${Installed-Size}" remotegpu-agent) KiB"
    [ "$(stat -c %a /etc/remotegpu/agent.properties)" = 644 ] || fail "the configuration file is not to be read"
    remotegpu-agent --version | tee /tmp/version
    grep -q "^remotegpu-agent 0" /tmp/version || fail "it does not tell its version"

    # nothing is there in this container, and it must say so and what to do
    remotegpu-agent doctor > /tmp/doctor && fail "doctor finds nothing wrong where there is neither driver nor engine"
    cat /tmp/doctor
    grep -q "^GOOD *configuration */etc/remotegpu/agent.properties" /tmp/doctor || fail "doctor does not use the configuration file"
    grep -q "^BAD *engine" /tmp/doctor || fail "doctor misses no engine"

    status=0
    remotegpu-agent > /tmp/start 2>&1 || status=$?
    [ "$status" = 2 ] && grep -q "remotegpu-agent enroll" /tmp/start || fail "a host that is not enrolled is not told so: $(cat /tmp/start)"

    echo "adress = here" >> /etc/remotegpu/agent.properties
    status=0
    remotegpu-agent > /tmp/start 2>&1 || status=$?
    [ "$status" = 2 ] && grep -q "did you mean address" /tmp/start || fail "a wrong key is not refused: $(cat /tmp/start)"

    dpkg --remove remotegpu-agent > /dev/null
    mkdir -p /var/lib/remotegpu-agent/process/volumes/env-1/home /var/lib/remotegpu-agent/process/logs
    dpkg --purge remotegpu-agent > /tmp/purged
    grep -q "left in /var/lib/remotegpu-agent/process/volumes" /tmp/purged || fail "a purge does not tell of homes: $(cat /tmp/purged)"
    [ -d /var/lib/remotegpu-agent/process/volumes/env-1/home ] || fail "a purge takes homes away"
    [ ! -e /var/lib/remotegpu-agent/process/logs ] && [ ! -e /var/lib/remotegpu-agent/lock ] || fail "a purge leaves more than homes"
    rm -rf /var/lib/remotegpu-agent
    find / -xdev \( -path /proc -o -path /sys -o -path /tmp \) -prune -o -print | sort > /tmp/after
    left=$(comm -13 /tmp/before /tmp/after | grep -v -e "^/var/lib/dpkg/" -e "^/var/log/" || true)
    [ -z "$left" ] || fail "a purge leaves: $left"
    say "nothing is left after a purge"
'
