package io.remotegpu.saga.runtime;

import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes sagas that ended long ago, in bounded batches. Several replicas may do so at once. */
class SagaRetention {
    private static final int BATCH = 1000;

    private final SagaStore store;
    private final Duration keepEnded;

    SagaRetention(SagaStore store, Duration keepEnded) {
        this.store = store;
        this.keepEnded = keepEnded;
    }

    @Scheduled(fixedDelayString = "${remotegpu.saga.clean-every:1h}", initialDelayString = "1m")
    void clean() {
        int deleted;
        do {
            deleted = store.deleteEnded(keepEnded, BATCH);
        } while (deleted == BATCH);
    }
}
