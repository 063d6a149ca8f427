package io.remotegpu.gis.quotas;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan for one user, with what is to differ from it. */
record NewQuota(
        @NotNull QuotaType quotaType,
        @Min(0) @Nullable Integer maxGeoserverServices,
        @Min(0) @Nullable Integer maxMartinServices,
        @Min(0) @Nullable Integer maxOtherServices,
        @Min(0) @Nullable Integer maxMemoryMb,
        @Min(0) @Nullable Integer maxStorageMb,
        @Min(0) @Nullable Integer concurrentRequests,
        @Nullable Instant expiryDate) {
    Quota over(Limits plan) {
        return new Quota(
                quotaType,
                new Limits(
                        Objects.requireNonNullElse(maxGeoserverServices, plan.maxGeoserverServices()),
                        Objects.requireNonNullElse(maxMartinServices, plan.maxMartinServices()),
                        Objects.requireNonNullElse(maxOtherServices, plan.maxOtherServices()),
                        Objects.requireNonNullElse(maxMemoryMb, plan.maxMemoryMb()),
                        Objects.requireNonNullElse(maxStorageMb, plan.maxStorageMb()),
                        Objects.requireNonNullElse(concurrentRequests, plan.concurrentRequests())),
                expiryDate);
    }
}
