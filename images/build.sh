#!/usr/bin/env bash
# Builds an image unless one of the same content is there: images/build.sh env-base|jupyter|mapserver|martin|pg-featureserv|postgis|service|tileserver-gl
set -euo pipefail
cd "$(dirname "$0")/.."

readonly CONTENT_LABEL=io.remotegpu.content
readonly DEBIAN_RELEASE=bookworm
readonly DEBIAN_MIRROR=${REMOTEGPU_DEBIAN_MIRROR:-} # empty: the one debootstrap knows

say() { echo "images: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

need() {
    command -v "$1" > /dev/null || fail "$1 is needed to make $2 without an image registry: apt-get install $3"
}

content_of() { find "$@" -type f ! -name README.md -exec sha256sum {} + | sort -k 2 | sha256sum | cut -c 1-16; }

is_current() { [[ $(docker image inspect --format "{{index .Config.Labels \"$CONTENT_LABEL\"}}" "$1" 2> /dev/null) == "$2" ]]; }

# debootstrap writes the release alone; its fixes lie beside it on the same mirror.
add_updates() {
    local mirror
    mirror=$(awk '/^deb / { print $2; exit }' "$1")
    cat >> "$1" <<SOURCES
deb $mirror $DEBIAN_RELEASE-updates main
deb ${mirror%/}-security $DEBIAN_RELEASE-security main
SOURCES
}

# Debian from its own mirror, under the name that Dockerfiles know, so that they build unchanged.
bootstrap_debian() {
    need debootstrap debian:bookworm-slim debootstrap
    [[ $(id -u) == 0 ]] || fail "no registry answers and debootstrap needs root: run this once as root"
    local root
    root=$(mktemp -d /var/tmp/remotegpu-debian.XXXXXX)
    # shellcheck disable=SC2064 # the folder as it is now
    trap "rm -rf '$root'" EXIT
    say "no registry answers; making debian:bookworm-slim from Debian packages (about half a minute)"
    debootstrap --variant=minbase "$DEBIAN_RELEASE" "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} > "$root.log" 2>&1 \
        || fail "debootstrap failed: $(tail -n 3 "$root.log")"
    rm -f "$root.log"
    [[ -n $DEBIAN_MIRROR ]] || add_updates "$root/etc/apt/sources.list"
    # Where this machine reaches its mirror by a proxy, so must the packages inside the build.
    apt-config dump 2> /dev/null | grep -E '^Acquire::https?::Proxy' > "$root/etc/apt/apt.conf.d/90proxy" || true
    rm -rf "$root"/usr/share/{doc,man,locale}/* "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
    tar --directory "$root" --create . | docker import --change 'CMD ["bash"]' - debian:bookworm-slim > /dev/null
}

have_debian() {
    docker image inspect debian:bookworm-slim > /dev/null 2>&1 && return
    timeout 120 docker pull --quiet debian:bookworm-slim > /dev/null 2>&1 || bootstrap_debian
}

# A runtime cut out of this machine's JDK, with all but its tools: services load some modules by reflection.
link_java_runtime() {
    have_debian
    local jdk folder modules
    jdk=$(bin/find-jdk)
    modules=$("$jdk/bin/java" --list-modules | sed 's/@.*//' \
        | grep -vE '^jdk\.(compiler|javadoc|jartool|jconsole|jdeps|jlink|jpackage|jshell|hotspot\.agent|incubator\..*)$' | paste -sd ,)
    folder=$(mktemp -d /var/tmp/remotegpu-java.XXXXXX)
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" EXIT
    say "no registry answers; making eclipse-temurin:25-jre from $jdk"
    "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$folder/java"
    cat > "$folder/Dockerfile" <<'DOCKERFILE'
FROM debian:bookworm-slim
COPY java /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH
DOCKERFILE
    docker build --quiet --tag eclipse-temurin:25-jre "$folder" > /dev/null 2> "$folder/log" || fail "$(tail -n 20 "$folder/log")"
}

have_java_runtime() {
    docker image inspect eclipse-temurin:25-jre > /dev/null 2>&1 && return
    timeout 300 docker pull --quiet eclipse-temurin:25-jre > /dev/null 2>&1 || link_java_runtime
}

# Host network: where the machine itself reaches the package mirror, the build does too.
build() {
    local tag=$1 content=$2 folder=$3 log
    log=$(mktemp)
    say "building $tag"
    if ! docker build --network host --label "$CONTENT_LABEL=$content" --tag "$tag" "${@:4}" "$folder" > "$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "$tag could not be built; the whole log is in $log"
    fi
    rm -f "$log"
    say "$tag is built"
}

from_debian() {
    local content
    content=$(content_of "images/$1")
    is_current "remotegpu/$1:latest" "$content" && return
    have_debian
    build "remotegpu/$1:latest" "$content" "images/$1"
}

jupyter() {
    local content
    from_debian env-base
    content=$(content_of images/env-base images/jupyter)
    is_current remotegpu/jupyter:latest "$content" || build remotegpu/jupyter:latest "$content" images/jupyter
}

# Descriptors of GIS services name versions of the software.
mapserver() {
    from_debian mapserver
    docker tag remotegpu/mapserver:latest remotegpu/mapserver:8.0
}

# Only where its software was built into the cache: that takes too long to do by the way. built NAME VERSION
built() {
    local name=$1 software context content
    software=$("bin/build-$name" --only-if-built) || fail "build it first: bin/build-$name"
    content=$(content_of "images/$name" "$software")
    is_current "remotegpu/$name:latest" "$content" && return
    have_debian
    context=$(mktemp -d "/var/tmp/remotegpu-$name.XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$context'" EXIT
    cp "images/$name/Dockerfile" "$context/"
    cp -r "$software" "$context/$name"
    build "remotegpu/$name:latest" "$content" "$context"
    docker tag "remotegpu/$name:latest" "remotegpu/$name:$2"
}

# One image for every Java part, in two layers: libraries change seldom, our own jars with every build.
service() {
    local content context
    [[ -d standalone/target/lib ]] || fail "there is nothing to put into the image yet: ./dev build"
    content=$(content_of images/service standalone/target/lib)
    is_current remotegpu/service:latest "$content" && return
    have_java_runtime
    context=$(mktemp -d /var/tmp/remotegpu-service.XXXXXX)
    # shellcheck disable=SC2064
    trap "rm -rf '$context'" EXIT
    mkdir "$context/lib" "$context/project"
    cp images/service/{Dockerfile,entrypoint.sh,healthy.sh} "$context/"
    sort_jars "$context"
    build remotegpu/service:latest "$content" "$context"
}

# Reactor jars carry the project's version; embedded servers belong to the single-JVM form alone.
sort_jars() {
    local jar
    for jar in standalone/target/lib/*.jar; do
        case ${jar##*/} in
            embedded-postgres* | embedded-redis*) ;;
            *-0.1.0-SNAPSHOT.jar) cp --preserve=timestamps "$jar" "$1/project/" ;;
            *) cp --preserve=timestamps "$jar" "$1/lib/" ;;
        esac
    done
}

case ${1:-} in
    env-base | postgis) from_debian "$1" ;;
    jupyter) jupyter ;;
    mapserver) mapserver ;;
    martin) built martin 1.14.0 ;;
    pg-featureserv) built pg-featureserv 1.3.1 ;;
    tileserver-gl) built tileserver-gl 5.6.0 ;;
    service) service ;;
    *) fail "usage: images/build.sh env-base|jupyter|mapserver|martin|pg-featureserv|postgis|service|tileserver-gl" ;;
esac
