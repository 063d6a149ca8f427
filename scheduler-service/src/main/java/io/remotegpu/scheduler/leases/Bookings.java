package io.remotegpu.scheduler.leases;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom booked GPUs are for. All the bookings of a GPU that are not over stand in one word, their numbers joined; a request may have the GPU if it
 * may have each of them: it is of the workspace that booked, or it says that it will be gone before the booking begins.
 */
@Component
class Bookings {
    static final String JOINT = "+";

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Words for bookings by what they mean to somebody.
     *
     * @param open those that are no hindrance
     * @param own those of them that it booked itself
     */
    record Access(Set<String> open, Set<String> own) {}

    Access access(Requester requester, Set<String> words, Instant now) {
        if (words.isEmpty()) {
            return new Access(Set.of(), Set.of());
        }
        Map<String, Boolean> open = open(requester, now);
        Set<String> harmless = those(words, booked -> open.keySet().containsAll(booked));
        return new Access(
                harmless, those(harmless, booked -> booked.stream().anyMatch(id -> open.getOrDefault(id, false))));
    }

    private static Set<String> those(Set<String> words, Predicate<List<String>> wanted) {
        return words.stream()
                .filter(word -> wanted.test(List.of(word.split("\\" + JOINT))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Booking(String id, boolean own) {}

    /** The bookings that are no hindrance, and whether each is of its own workspace. */
    private Map<String, Boolean> open(Requester requester, Instant now) {
        return jdbc
                .sql("""
                select id::text as id, workspace_id = :workspace as own from reservations
                where state in ('booked', 'in_use') and (workspace_id = :workspace or starts_at >= :gone)
                """)
                .param("workspace", requester.workspaceId())
                .param("gone", gone(requester.longest(), now))
                .query(Booking.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Booking::id, Booking::own));
    }

    private static @Nullable Timestamp gone(@Nullable Duration longest, Instant now) {
        return longest == null ? null : Timestamp.from(now.plus(longest).plus(KeptHost.MARGIN));
    }
}
