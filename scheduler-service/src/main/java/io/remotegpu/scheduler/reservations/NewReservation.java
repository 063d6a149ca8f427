package io.remotegpu.scheduler.reservations;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish for GPUs in a time range: either exactly these, or so many of one host.
 *
 * @param workspaceId whose they are then
 * @param gpus UUIDs
 * @param gpu how many of one host, instead of naming them
 * @param model part of the driver's name of those, any if not said
 * @param startsAt from then on; may be past
 */
record NewReservation(
        @NotNull @Positive Long workspaceId,
        @Nullable @Size(min = 1, max = 64) List<@NotBlank String> gpus,
        @Nullable @Min(1) @Max(64) Integer gpu,
        @Nullable @Size(max = 100) String model,
        @NotNull Instant startsAt,
        @NotNull @Future Instant endsAt,
        @Nullable @Size(max = 255) String note) {

    @AssertTrue(message = "name either gpus or how many (gpu), not both")
    boolean isEither() {
        return (gpus == null) != (gpu == null);
    }

    @AssertTrue(message = "ends_at must be after starts_at")
    boolean isInOrder() {
        return startsAt == null || endsAt == null || endsAt.isAfter(startsAt);
    }

    String noteOrNone() {
        return Objects.requireNonNullElse(note, "");
    }
}
