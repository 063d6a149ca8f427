package io.remotegpu.saga;

/** A request to our own service: carried out in the saga's transaction, its answer is fed straight back into the saga. */
public interface LocalCommand {}
