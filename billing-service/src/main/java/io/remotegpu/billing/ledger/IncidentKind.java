package io.remotegpu.billing.ledger;

/** Why a GPU that its host has cannot be worked with. */
public enum IncidentKind {
    /** It could not be shown clean, until it was. Numbered by the epoch of the lease before. */
    QUARANTINE("quarantine", "quarantined", "shown_clean", GpuSpan.Kind.QUARANTINED),
    /** Somebody took it out of work, until it was put back. Numbered by the scheduler. */
    MAINTENANCE("maintenance", "maintenance_started", "maintenance_ended", GpuSpan.Kind.MAINTENANCE),
    /** It is not healthy, until it was well again. Numbered by the scheduler. */
    HEALTH("health", "unfit", "fit_again", GpuSpan.Kind.QUARANTINED);

    private final String track;
    private final String start;
    private final String end;
    private final GpuSpan.Kind span;

    IncidentKind(String track, String start, String end, GpuSpan.Kind span) {
        this.track = track;
        this.start = start;
        this.end = end;
        this.span = span;
    }

    /** As {@code gpu_facts.kind} has it. */
    String start() {
        return start;
    }

    /** As {@code gpu_facts.kind} has it. */
    String end() {
        return end;
    }

    String track() {
        return track;
    }

    GpuSpan.Kind span() {
        return span;
    }
}
