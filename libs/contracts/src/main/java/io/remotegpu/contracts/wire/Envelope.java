package io.remotegpu.contracts.wire;

import io.remotegpu.contracts.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message with what travels in its headers.
 *
 * @param id the same on every redelivery; the inbox's key
 * @param source the service that said it
 * @param time when it became true there
 * @param traceparent W3C trace context, null if the sender traced nothing
 */
public record Envelope<M extends Message>(
        UUID id, String source, Instant time, @Nullable String traceparent, M message) {
    /** The same envelope around a message known to be of this kind. */
    public <N extends Message> Envelope<N> with(N narrower) {
        return new Envelope<>(id, source, time, traceparent, narrower);
    }
}
