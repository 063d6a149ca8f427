package io.remotegpu.messaging;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.util.List;
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

    /**
     * The same for many, in their order and in one transaction: if the effect of one fails, none of them has happened. What the effects publish is
     * written at the end, in one statement.
     */
    <M extends Message> void onceEach(String consumer, List<Envelope<M>> envelopes, Effects<M> effects);

    /** What follows from messages that are taken together. */
    @FunctionalInterface
    interface Effects<M extends Message> {
        void of(M message);

        /** Before the effect of the first, told of all that are new: the place to lock what they concern, in an order that everybody keeps. */
        default void before(List<M> fresh) {}
    }
}
