package io.remotegpu.gateway.routing;

import static io.remotegpu.gateway.routing.Service.BILLING;
import static io.remotegpu.gateway.routing.Service.GIS;
import static io.remotegpu.gateway.routing.Service.IDENTITY;
import static io.remotegpu.gateway.routing.Service.SCHEDULER;
import static io.remotegpu.gateway.routing.Service.WORKSPACE;

import java.util.List;

/** Every public path and the service that answers it. Read from the top: the first line that matches wins. */
final class RouteTable {
    // spotless:off
    static final List<Line> LINES = List.of(
            // Parts of a wider path below that another service answers
            line("/api/v1/users/me/quota",           WORKSPACE),
            line("/api/v1/environments/*/placement", SCHEDULER),

            line("/.well-known/**",                  IDENTITY),
            line("/api/v1/users/**",                 IDENTITY),
            line("/api/v1/user/**",                  IDENTITY),
            line("/api/v1/auth/**",                  IDENTITY),
            line("/api/v1/notifications/**",         IDENTITY),
            line("/api/v1/admin/users/**",           IDENTITY),
            line("/api/v1/admin/audit-logs/**",      IDENTITY),

            line("/api/v1/workspaces/**",            WORKSPACE),
            line("/api/v1/environments/**",          WORKSPACE),
            line("/api/v1/environment-templates/**", WORKSPACE),
            line("/api/v1/snapshots/**",             WORKSPACE),
            line("/api/v1/invitations/**",           WORKSPACE),
            line("/api/v1/images/**",                WORKSPACE),
            line("/api/v1/datasets/**",              WORKSPACE),
            line("/api/v1/admin/quotas/**",          WORKSPACE),
            line("/api/v1/admin/images/**",          WORKSPACE),

            line("/api/v1/gpus/**",                  SCHEDULER),
            line("/api/v1/hosts/**",                 SCHEDULER),
            line("/api/v1/admin/hosts/**",           SCHEDULER),
            line("/api/v1/admin/gpus/**",            SCHEDULER),
            line("/api/v1/admin/image-pulls/**",     SCHEDULER),
            line("/api/v1/admin/queue/**",           SCHEDULER),
            line("/api/v1/admin/sagas/**",           SCHEDULER),
            line("/api/v1/admin/reservations/**",    SCHEDULER),
            line("/api/v1/admin/enrollment-tokens/**", SCHEDULER),
            line("/api/v1/enrollment/**",            SCHEDULER),
            line("/api/v1/home-moves/**",            SCHEDULER),

            line("/api/v1/billing/**",               BILLING),
            line("/api/v1/admin/billing/**",         BILLING),

            line("/api/v1/user-services/**",         GIS),
            line("/api/v1/admin/user-services/**",   GIS));
    // spotless:on

    private RouteTable() {}

    record Line(String pattern, Service service) {}

    private static Line line(String pattern, Service service) {
        return new Line(pattern, service);
    }
}
