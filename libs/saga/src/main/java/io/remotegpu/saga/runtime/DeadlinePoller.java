package io.remotegpu.saga.runtime;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Turns silence into an input. Deadlines are rows, so they survive restarts; row locks let any number of replicas poll. */
class DeadlinePoller {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlinePoller.class);
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SagaStore store;
    private final SagaRunner runner;
    private final Counter failures;

    DeadlinePoller(SagaStore store, SagaRunner runner, Counter failures) {
        this.store = store;
        this.runner = runner;
        this.failures = failures;
    }

    @Scheduled(fixedDelayString = "${remotegpu.saga.poll-every:1s}")
    void poll() {
        store.due(BATCH).forEach(this::pass);
    }

    private void pass(UUID id) {
        try {
            runner.passDeadline(id);
        } catch (RuntimeException failure) {
            failures.increment();
            LOG.error("saga {} could not pass its deadline and is tried again in {}", id, PAUSE, failure);
            postpone(id);
        }
    }

    /** Behind the others: sagas that cannot move must not fill every batch and keep the rest from moving. */
    private void postpone(UUID id) {
        try {
            store.postpone(id, PAUSE);
        } catch (RuntimeException failure) {
            LOG.error("the deadline of saga {} could not be postponed", id, failure);
        }
    }
}
