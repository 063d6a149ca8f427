package io.remotegpu.saga.runtime;

import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;

/** A saga this service runs, as a Spring bean. Keep one for each version of a definition that may still have running sagas. */
public interface SagaProcess<D extends Record> {
    Saga<D> definition();

    /** What follows from the end, in the transaction that ends it. A new saga of the same key may be started here. */
    void ended(String key, Outcome<D> outcome);

    /** What is kept of its data once it has ended, for those who look back: nothing that is a secret. */
    default D kept(D data) {
        return data;
    }
}
