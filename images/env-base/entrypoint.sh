#!/bin/bash
# Prepares an environment and becomes its SSH server. Every step may run again: a container is started many times.
set -euo pipefail

readonly HOST_KEY=/var/lib/remotegpu/ssh/ssh_host_ed25519_key
readonly HOME_FOLDER=/home/dev

# One key type keeps the start short. Made under another name first, so that a kill leaves no half a key behind.
make_host_key() {
    [[ -s $HOST_KEY ]] && return
    rm -f "$HOST_KEY.new" "$HOST_KEY.new.pub"
    ssh-keygen -q -t ed25519 -N '' -C '' -f "$HOST_KEY.new"
    mv "$HOST_KEY.new.pub" "$HOST_KEY.pub"
    mv "$HOST_KEY.new" "$HOST_KEY"
}

# A named volume starts as a copy of the image's folder; a mounted host folder starts empty and root's.
prepare_home() {
    [[ -O $HOME_FOLDER ]] && chown 1000:1000 "$HOME_FOLDER"
    [[ -e $HOME_FOLDER/.bashrc || -e $HOME_FOLDER/.profile ]] && return
    setpriv --reuid 1000 --regid 1000 --clear-groups cp -rn /etc/skel/. "$HOME_FOLDER/" \
        || echo "entrypoint: cannot write to $HOME_FOLDER; make its volume writable for user id 1000" >&2
}

# What a login decides by itself; everything else the container was given belongs into the session.
decided_by_login() {
    case $1 in
        HOME | HOSTNAME | LOGNAME | MAIL | OLDPWD | PWD | SHELL | SHLVL | SSH_* | TERM | USER | _) return 0 ;;
        *) return 1 ;;
    esac
}

# sshd takes the first SetEnv directive alone, so all variables stand in one line. Quotes and backslashes are escaped;
# a value of several lines cannot be written there and, worse, would be read as configuration.
write_session_environment() {
    local entry line='' backslash=$'\\'
    while IFS= read -r -d '' entry; do
        decided_by_login "${entry%%=*}" && continue
        if [[ ! ${entry%%=*} =~ ^[A-Za-z_][A-Za-z0-9_]*$ || $entry == *[$'\n\r']* ]]; then
            echo "entrypoint: ${entry%%=*} is not passed to SSH sessions: only single-line values can be" >&2
            continue
        fi
        entry=${entry//"$backslash"/"$backslash$backslash"}
        entry=${entry//\"/"$backslash\""}
        line+=" \"$entry\""
    done < /proc/self/environ
    printf 'SetEnv%s\n' "$line" > /run/sshd/environment.conf
}

mkdir -p /run/sshd
make_host_key
prepare_home
write_session_environment
exec /usr/sbin/sshd -D -e
