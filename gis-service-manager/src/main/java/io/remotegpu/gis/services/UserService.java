package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service of a user, without its configuration.
 *
 * @param version of the software
 * @param instanceKey its part of the public path; never changes
 * @param configVersion of the present configuration, from 1
 * @param port of the host that it is reached at, null while it has none
 * @param size what one instance may use
 */
public record UserService(
        long id,
        CustomerId owner,
        String name,
        String type,
        String version,
        ServiceStatus status,
        String instanceKey,
        int configVersion,
        @Nullable Integer port,
        Size size,
        String visibility,
        @Nullable String description,
        boolean isDefault,
        boolean autoStart,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastStartedAt,
        @Nullable Instant lastStoppedAt) {
    /** @param cpu cores */
    public record Size(int memoryMb, double cpu, int storageMb, int pids, int concurrentRequests) {}

    /** The same with what its owner calls it. */
    UserService named(String newName, @Nullable String newDescription, boolean nowDefault, boolean nowAutoStart) {
        return new UserService(
                id,
                owner,
                newName,
                type,
                version,
                status,
                instanceKey,
                configVersion,
                port,
                size,
                visibility,
                newDescription,
                nowDefault,
                nowAutoStart,
                createdAt,
                updatedAt,
                lastStartedAt,
                lastStoppedAt);
    }

    /** The same under another configuration. */
    UserService with(CheckedConfiguration configuration, int newConfigVersion, Instant now) {
        return new UserService(
                id,
                owner,
                name,
                type,
                configuration.version(),
                status,
                instanceKey,
                newConfigVersion,
                port,
                configuration.size(),
                configuration.visibility(),
                description,
                isDefault,
                autoStart,
                createdAt,
                now,
                lastStartedAt,
                lastStoppedAt);
    }
}
