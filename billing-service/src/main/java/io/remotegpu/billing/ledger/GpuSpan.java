package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.util.Locale;

/**
 * What facts of one kind say of a GPU for some time.
 *
 * @param end exclusive; {@link Instant#MAX} while it lasts
 */
public record GpuSpan(Kind kind, Instant start, Instant end) {
    /** What may be true of a GPU at an instant; of several, the one that stands first here names the state. */
    public enum Kind {
        /** Someone pays for it. */
        BILLED,
        /** Its host is silent and nobody knows whether its workload runs, or its workload cannot reach it. */
        LEASE_UNKNOWN,
        /** Its host is being worked on. */
        MAINTENANCE,
        /** It could not be shown clean, or is not healthy. */
        QUARANTINED,
        /** Its host is silent. */
        SILENT,
        /** A workload holds it that does not run: it starts, stops or is checked. */
        HELD,
        /** Its host has it. */
        PRESENT;

        /** Whether it is part of the fleet then, so that the second must be accounted for. */
        boolean counts() {
            return switch (this) {
                case BILLED, LEASE_UNKNOWN, HELD, PRESENT -> true;
                case MAINTENANCE, QUARANTINED, SILENT -> false;
            };
        }

        State state() {
            return switch (this) {
                case BILLED -> State.BILLED;
                case LEASE_UNKNOWN, SILENT -> State.UNKNOWN;
                case MAINTENANCE -> State.MAINTENANCE;
                case QUARANTINED -> State.QUARANTINED;
                case HELD, PRESENT -> State.FREE;
            };
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GpuSpan {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a span must end after its start " + start + ", not at " + end);
        }
    }
}
