#!/bin/bash
# Keeps Jupyter running beside the environment's SSH server, which this process becomes.
set -euo pipefail

readonly HOME_FOLDER=/home/dev
readonly TOKEN_FILE=$HOME_FOLDER/.jupyter/remotegpu-token
# Not the container's own output: what sshd writes there tells who logged in, and notebooks could write the like.
readonly LOG_FILE=$HOME_FOLDER/.jupyter/log
readonly PAUSE_SECONDS=2

as_dev() { setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=$HOME_FOLDER USER=dev LOGNAME=dev SHELL=/bin/bash "$@"; }

# Made once and kept in the home, where its owner finds it by SSH; JUPYTER_TOKEN of the environment goes before it.
kept_token() {
    # shellcheck disable=SC2016 # the words are for the inner shell
    as_dev bash -c 'umask 077
        mkdir -p "${1%/*}"
        [[ -s $1 ]] || od -An -v -tx1 -N24 /dev/urandom | tr -d " \n" > "$1"
        cat "$1"' kept_token "$TOKEN_FILE"
}

serve_notebooks() {
    local token
    while :; do
        if token=${JUPYTER_TOKEN:-$(kept_token)}; then
            # shellcheck disable=SC2016
            JUPYTER_TOKEN=$token as_dev bash -c 'mkdir -p "${1%/*}"; exec jupyter-notebook "${@:2}" > "$1" 2>&1' serve_notebooks "$LOG_FILE" \
                --no-browser --ip=0.0.0.0 --port=8888 --notebook-dir="$HOME_FOLDER" || true
        fi
        echo "jupyter: ended; starting it again in $PAUSE_SECONDS s" >&2
        sleep "$PAUSE_SECONDS"
    done
}

# A mounted host folder starts empty and root's.
[[ ! -O $HOME_FOLDER ]] || chown 1000:1000 "$HOME_FOLDER"
serve_notebooks &
exec /usr/local/bin/remotegpu-entrypoint
