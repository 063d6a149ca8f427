package io.remotegpu.contracts;

/** Anything that travels on a topic: a fact that happened or a command to someone. */
public sealed interface Message permits Event, Command {
    /** The topic it belongs on, see {@link Topics}. */
    String topic();

    /** The aggregate whose order matters; messages of one key arrive in the order they were published. */
    String key();
}
