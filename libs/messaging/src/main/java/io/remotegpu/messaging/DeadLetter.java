package io.remotegpu.messaging;

/** What records on a dead letter topic carry, and how they are counted, whoever gave up on them. */
public final class DeadLetter {
    /** Header: why, in one line for a person. */
    public static final String REASON = "dead_reason";
    /** Header: which consumer gave up, or the relay. */
    public static final String CONSUMER = "dead_consumer";
    /** Meter, by {@code topic} and {@code consumer}. */
    public static final String COUNTER = "remotegpu.messages.dead";

    private DeadLetter() {}
}
