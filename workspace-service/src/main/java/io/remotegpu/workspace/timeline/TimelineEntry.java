package io.remotegpu.workspace.timeline;

import java.time.Instant;

/**
 * One thing that happened.
 *
 * @param type such as {@code start_requested} or {@code running}
 * @param status of the environment after it
 * @param message for a person
 * @param actor the customer who asked, or {@code scheduler}
 */
public record TimelineEntry(Instant at, String type, String status, String message, String actor) {}
