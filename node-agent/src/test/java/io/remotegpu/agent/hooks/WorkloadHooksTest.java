package io.remotegpu.agent.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WorkloadHooksTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Test
    void startsForwardsAndEndsBackwards() {
        WorkloadHooks hooks = new WorkloadHooks(List.of(new Noted("a"), new Noted("b")));
        hooks.start(attempt());
        hooks.stop(new StopAttempt(ID, Duration.ZERO));
        hooks.destroy(ID);

        assertThat(steps).containsExactly("+a", "+b", "-b", "-a", "xb", "xa");
    }

    @Test
    void preparesNothingAfterAFailure() {
        WorkloadHooks hooks = new WorkloadHooks(List.of(new Noted("a"), failing("no"), new Noted("b")));

        assertThatThrownBy(() -> hooks.start(attempt())).hasMessage("no");
        assertThat(steps).containsExactly("+a");
    }

    @Test
    void givesUpBetweenHooksWhenItIsCancelled() {
        StartAttempt attempt = attempt();
        attempt.cancel();

        assertThatThrownBy(() -> new WorkloadHooks(List.of(new Noted("a"))).start(attempt))
                .satisfies(
                        thrown -> assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.CANCELLED));
        assertThat(steps).isEmpty();
    }

    @Test
    void whatRunsTogetherHasAllEndedWhenOneFails() {
        Hook both = new TogetherHook(failing("dirty"), new Noted("created"));

        assertThatThrownBy(() -> both.prepare(attempt()))
                .satisfies(
                        thrown -> assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.GPU_DIRTY));
        assertThat(steps).containsExactly("+created");
    }

    private static StartAttempt attempt() {
        return new StartAttempt(new Commands(new HostId("host-1")).start(ID, 1, 20000, List.of(), List.of()));
    }

    private static Hook failing(String reason) {
        return new Hook() {
            @Override
            public void prepare(StartAttempt attempt) {
                throw new WorkloadFailure(FailureCause.GPU_DIRTY, reason).asException();
            }
        };
    }

    private final class Noted implements Hook {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public void prepare(StartAttempt attempt) {
            steps.add("+" + name);
        }

        @Override
        public void stop(StopAttempt attempt) {
            steps.add("-" + name);
        }

        @Override
        public void destroy(WorkloadId workload) {
            steps.add("x" + name);
        }
    }
}
