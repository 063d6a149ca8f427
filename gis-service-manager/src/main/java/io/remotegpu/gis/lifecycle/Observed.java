package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.services.ServiceStatus;
import java.util.Locale;

/** Where a service was last seen. */
enum Observed {
    STOPPED,
    /** No host has room for it now. */
    QUEUED,
    STARTING,
    RUNNING,
    /** It ended and is started again soon. */
    WAITING,
    STOPPING,
    /** Its host is silent. */
    UNKNOWN,
    /** It ended, and nobody starts it again by itself. */
    ERROR,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it runs, or will without anybody's doing: a silent host is asked until it answers. */
    boolean isOnItsWay() {
        return switch (this) {
            case RUNNING, STARTING, QUEUED, UNKNOWN -> true;
            case STOPPED, WAITING, STOPPING, ERROR, DELETED -> false;
        };
    }

    /** As users see it and filter by it. */
    ServiceStatus status() {
        return switch (this) {
            case STOPPED -> ServiceStatus.STOPPED;
            case QUEUED, STARTING, WAITING -> ServiceStatus.STARTING;
            case RUNNING -> ServiceStatus.RUNNING;
            case STOPPING -> ServiceStatus.STOPPING;
            case UNKNOWN -> ServiceStatus.UNKNOWN;
            case ERROR -> ServiceStatus.ERROR;
            case DELETED -> ServiceStatus.DELETING;
        };
    }
}
