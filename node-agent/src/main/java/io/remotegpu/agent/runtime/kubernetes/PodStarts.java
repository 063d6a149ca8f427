package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits from the opened gate until the container runs, and knows which waiting has no end. */
final class PodStarts {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<String> NO_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> NO_SUCH_COMMAND = Set.of(
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "StartError");

    private final Duration unschedulableFor;
    private final Clock clock;

    PodStarts(Duration unschedulableFor, Clock clock) {
        this.unschedulableFor = unschedulableFor;
        this.clock = clock;
    }

    /** @param look the pod as it is now, null if it is gone */
    void await(Supplier<@Nullable Pod> look, BooleanSupplier cancelled) {
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw ApiWords.failure(FailureCause.CANCELLED, "a newer command came before it had started");
            }
            Pod pod = look.get();
            if (pod == null) {
                throw ApiWords.failure(FailureCause.HOST_ERROR, "somebody removed its pod");
            }
            if (isBegun(pod)) {
                return;
            }
            failure(pod).ifPresent(failure -> {
                throw failure;
            });
            pause();
        }
    }

    /** Also one that has ended by now: whoever probes it finds out why. */
    private static boolean isBegun(Pod pod) {
        return PodStates.container(pod)
                .filter(container -> container.state() != Container.State.CREATED)
                .isPresent();
    }

    private Optional<RuntimeException> failure(Pod pod) {
        String waiting = PodStates.waitingFor(pod);
        if (waiting != null && NO_IMAGE.contains(waiting)) {
            return Optional.of(ApiWords.failure(FailureCause.IMAGE_UNAVAILABLE, PodStates.waitingWords(pod)));
        }
        if (waiting != null && NO_SUCH_COMMAND.contains(waiting)) {
            return Optional.of(ApiWords.failure(FailureCause.INVALID_WORKLOAD, PodStates.waitingWords(pod)));
        }
        return unschedulable(pod)
                .map(words -> ApiWords.failure(FailureCause.HOST_ERROR, "no node of the cluster takes it: " + words));
    }

    /** The cluster's words, once it has had its time to find a node. */
    private Optional<String> unschedulable(Pod pod) {
        List<PodCondition> conditions =
                pod.getStatus() == null || pod.getStatus().getConditions() == null
                        ? List.of()
                        : pod.getStatus().getConditions();
        return conditions.stream()
                .filter(condition -> "Unschedulable".equals(condition.getReason()))
                .filter(condition -> condition.getLastTransitionTime() != null
                        && clock.instant()
                                .isAfter(java.time.Instant.parse(condition.getLastTransitionTime())
                                        .plus(unschedulableFor)))
                .map(condition -> String.valueOf(condition.getMessage()))
                .findFirst();
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw ApiWords.failure(FailureCause.HOST_ERROR, "the agent is shutting down");
        }
    }
}
