package io.remotegpu.saga.runtime;

import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;

/** A saga this service runs, as a Spring bean. Keep one for each version of a definition that may still have running sagas. */
public interface SagaProcess<D extends Record> {
    Saga<D> definition();

    /** What follows from the end, in the transaction that ends it. A new saga of the same key may be started here. */
    void ended(String key, Outcome<D> outcome);
}
