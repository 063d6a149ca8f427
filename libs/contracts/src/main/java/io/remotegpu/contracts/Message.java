package io.remotegpu.contracts;

/** Anything that travels on a topic: a fact that happened, a command to someone, or a question and its answer. */
public sealed interface Message permits Event, Command, NodeQuestion, NodeAnswer {
    /** The topic it belongs on, see {@link Topics}. */
    String topic();

    /** The aggregate whose order matters; messages of one key arrive in the order they were published. */
    String key();
}
