#!/bin/sh
# remotegpu PART [arguments]; JAVA_OPTS adds options to the JVM.
set -eu

part=${1:?name a part: gateway, identity, workspace, scheduler, billing, gis or agent}
shift
case $part in
    gateway) main=io.remotegpu.gateway.GatewayService ;;
    identity) main=io.remotegpu.identity.IdentityService ;;
    workspace) main=io.remotegpu.workspace.WorkspaceService ;;
    scheduler) main=io.remotegpu.scheduler.SchedulerService ;;
    billing) main=io.remotegpu.billing.BillingService ;;
    gis) main=io.remotegpu.gis.GisService ;;
    agent) main=io.remotegpu.agent.NodeAgent ;;
    *)
        echo "remotegpu: there is no part called $part: gateway, identity, workspace, scheduler, billing, gis or agent" >&2
        exit 2
        ;;
esac
# JAVA_OPTS is several words on purpose.
# shellcheck disable=SC2086
exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED ${JAVA_OPTS:-} \
    -cp '/app/project/*:/app/lib/*' "$main" "$@"
