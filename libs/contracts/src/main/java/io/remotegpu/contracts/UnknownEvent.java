package io.remotegpu.contracts;

/** A fact of a type this build does not know, from a newer service: listeners pass over it, they never fail on it. */
public record UnknownEvent(String topic, String key, String type, String json) implements Event {}
