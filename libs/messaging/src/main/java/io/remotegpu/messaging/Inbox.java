package io.remotegpu.messaging;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.util.function.Consumer;

/** Makes a message that is delivered several times count once. */
public interface Inbox {
    /**
     * Runs the effect unless this consumer has had the message before. Claim and effect commit together: if the effect fails, the claim is
     * undone and a later delivery tries again. What the effect publishes continues the trace of the message.
     *
     * @param consumer who handles it, usually the listener's id; two consumers each get the message once
     */
    <M extends Message> void once(String consumer, Envelope<M> envelope, Consumer<M> effect);
}
