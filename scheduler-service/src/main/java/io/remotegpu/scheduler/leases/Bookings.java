package io.remotegpu.scheduler.leases;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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

    /** Those of the words that are no hindrance. */
    Set<String> openTo(Requester requester, Set<String> words, Instant now) {
        if (words.isEmpty()) {
            return Set.of();
        }
        Set<String> open = open(requester, now);
        return words.stream()
                .filter(word -> open.containsAll(Arrays.asList(word.split("\\" + JOINT))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> open(Requester requester, Instant now) {
        return new HashSet<>(jdbc.sql("""
                select id::text from reservations
                where state in ('booked', 'in_use') and (workspace_id = :workspace or starts_at >= :gone)
                """)
                .param("workspace", requester.workspaceId())
                .param("gone", gone(requester.longest(), now))
                .query(String.class)
                .list());
    }

    private static @Nullable Timestamp gone(@Nullable Duration longest, Instant now) {
        return longest == null ? null : Timestamp.from(now.plus(longest).plus(KeptHost.MARGIN));
    }
}
