package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the engine's {@code die} events; connects again when the engine went away. */
final class DockerExits implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DockerExits.class);
    private static final int SECONDS_BETWEEN_TRIES = 2;

    private final DockerClient docker;
    private final DockerLabels labels;
    private volatile boolean closed;

    DockerExits(DockerClient docker, DockerLabels labels) {
        this.docker = docker;
        this.labels = labels;
    }

    void follow(Consumer<WorkloadId> listener) {
        Thread.ofVirtual().name("docker-exits").start(() -> {
            while (!closed) {
                listenOnce(listener);
            }
        });
    }

    private void listenOnce(Consumer<WorkloadId> listener) {
        try (var events = docker.eventsCmd()
                .withEventTypeFilter("container")
                .withEventFilter("die")
                .withLabelFilter(labels.ofPlatform())
                .exec(new Died(listener))) {
            events.awaitCompletion();
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
        } catch (InterruptedException e) {
            closed = true;
        } catch (IOException | RuntimeException e) {
            pauseAfter(e);
        }
    }

    private void pauseAfter(Exception e) {
        if (closed) {
            return;
        }
        log.warn("the engine's events ended ({}); listening again", e.getMessage());
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_TRIES);
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class Died extends ResultCallback.Adapter<Event> {
        private final Consumer<WorkloadId> listener;

        Died(Consumer<WorkloadId> listener) {
            this.listener = listener;
        }

        @Override
        public void onNext(Event event) {
            if (event.getActor() != null) {
                DockerContainers.workload(event.getActor().getAttributes()).ifPresent(listener);
            }
        }
    }
}
