package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every wish has in common: whose right it is, that nobody else changes the environment meanwhile, and that its timeline says so. */
@Component
class EnvironmentDesk {
    private static final int HIGHEST_ORDINARY_PRIORITY = 50;

    private final EnvironmentRepository environments;
    private final WorkspaceAccess access;
    private final Timeline timeline;
    private final Clock clock;

    EnvironmentDesk(EnvironmentRepository environments, WorkspaceAccess access, Timeline timeline, Clock clock) {
        this.environments = environments;
        this.access = access;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** As the caller may see it; a stranger's does not exist. */
    Environment show(Caller caller, WorkloadId id) {
        Environment environment = environments.find(id).orElseThrow(() -> Environment.notFound(id));
        require(caller, environment, Permission.VIEW);
        return environment;
    }

    /** Nobody else changes it until the transaction ends; what the caller may do is still to be asked. */
    Environment lock(WorkloadId id) {
        return environments.lock(id).orElseThrow(() -> Environment.notFound(id));
    }

    void require(Caller caller, Environment environment, Permission permission) {
        access.require(caller, environment.workspaceId(), permission, () -> Environment.notFound(environment.id()));
    }

    /** Else everybody would be first in the queue. */
    static void requirePriority(Caller caller, @Nullable Integer priority) {
        if (Objects.requireNonNullElse(priority, 0) > HIGHEST_ORDINARY_PRIORITY && !caller.isAdmin()) {
            throw FieldError.refuse(
                    "priority", "must be at most " + HIGHEST_ORDINARY_PRIORITY + "; administrators may give more");
        }
    }

    /** @param allowed what is allowed in this state: wishes, or states that would allow this one */
    static PlatformException conflict(Environment environment, String what, Collection<?> allowed) {
        String status = environment.status().wireName();
        return new PlatformException(
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                "a " + status + " environment cannot be asked to " + what,
                Map.of("status", status, "allowed", allowed));
    }

    void record(Environment environment, String type, String what, Caller caller) {
        timeline.record(
                environment.id(),
                new TimelineEntry(
                        clock.instant(),
                        type,
                        environment.status().wireName(),
                        what + " by " + caller.username(),
                        caller.username()));
    }
}
