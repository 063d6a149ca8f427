package io.remotegpu.scheduler.reservations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booking as administrators see it.
 *
 * @param gpus UUIDs
 * @param state booked, in_use, ended, cancelled or no_show
 * @param toldAt when those who were in its way were told
 */
record Reservation(
        long id,
        long workspaceId,
        List<String> gpus,
        Instant startsAt,
        Instant endsAt,
        String state,
        String note,
        long createdBy,
        @Nullable Instant toldAt) {}
