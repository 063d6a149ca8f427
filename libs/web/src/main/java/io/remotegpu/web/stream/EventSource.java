package io.remotegpu.web.stream;

import java.util.List;

/**
 * What one subscriber reads from. Its events are read by position, so nothing is lost or told twice when a subscriber comes back, is slow, or
 * was woken in vain. Called by one thread at a time.
 */
public interface EventSource {
    /** Where a subscriber begins who names no position: after everything that there is. */
    String end();

    /**
     * The events after a position in their order, a bounded number of them; empty if there are none yet.
     *
     * @param position an {@link #end}, the id of an event, or whatever the caller claims to be one
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED for what cannot be a position
     */
    List<StreamEvent> after(String position);

    /** Whether nothing will ever follow what {@link #after} returned last; the stream then ends. */
    default boolean ended() {
        return false;
    }
}
