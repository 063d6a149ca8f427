package io.remotegpu.saga.runtime;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Turns silence into an input. Deadlines are rows, so they survive restarts; row locks let any number of replicas poll. */
class DeadlinePoller {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlinePoller.class);
    private static final int BATCH = 100;

    private final SagaStore store;
    private final SagaRunner runner;

    DeadlinePoller(SagaStore store, SagaRunner runner) {
        this.store = store;
        this.runner = runner;
    }

    @Scheduled(fixedDelayString = "${remotegpu.saga.poll-every:1s}")
    void poll() {
        store.due(BATCH).forEach(this::pass);
    }

    /** One saga that cannot move must not keep the others from moving. */
    private void pass(UUID id) {
        try {
            runner.passDeadline(id);
        } catch (RuntimeException failure) {
            LOG.error("saga {} could not pass its deadline and is tried again at the next poll", id, failure);
        }
    }
}
