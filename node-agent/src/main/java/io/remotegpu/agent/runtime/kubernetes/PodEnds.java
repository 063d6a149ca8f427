package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits until the node has said that nothing of a deleted pod runs any more. A node that says nothing is believed nothing. */
final class PodEnds {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Beyond the grace that the workload itself has. */
    private static final Duration FOR_THE_NODE = Duration.ofSeconds(20);

    private final Clock clock;

    PodEnds(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param look the pod as it is now, null if it is gone
     * @throws IllegalStateException if the node has not said so in time; whoever waits asks again
     */
    void await(Supplier<@Nullable Pod> look, Duration grace) {
        Instant deadline = clock.instant().plus(grace).plus(FOR_THE_NODE);
        Pod pod = look.get();
        while (pod != null && PodStates.mayRun(pod)) {
            if (clock.instant().isAfter(deadline)) {
                throw new IllegalStateException(
                        "the node of pod " + pod.getMetadata().getName() + " does not say that it ended: look at node "
                                + pod.getSpec().getNodeName());
            }
            pause();
            pod = look.get();
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the agent is shutting down");
        }
    }
}
