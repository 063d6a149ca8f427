package io.remotegpu.agent.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.HostSelector;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where pods go, and how much of that they may fill. */
class PodPlacesTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");

    private final Cluster cluster = new Cluster();
    private final KubernetesRuntime runtime = cluster.runtime(Clock.systemUTC());

    @AfterEach
    void close() {
        runtime.close();
        cluster.close();
    }

    @Test
    void goesToTheNodeWhoseGpusWereLeasedAndWithoutGpusToAny() {
        var term = created("lab/node-1/A100/gpu/0", "lab/node-1/A100/gpu/3")
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .getFirst()
                .getMatchFields()
                .getFirst();
        assertThat(term.getKey()).isEqualTo("metadata.name");
        assertThat(term.getOperator()).isEqualTo("In");
        assertThat(term.getValues()).containsExactly("node-1");
        Pod without = cluster.pod(runtime.create(cluster.spec(new WorkloadId("env-2"), 8)));
        assertThat(without.getSpec().getAffinity()).isNull();
    }

    @Test
    void refusesGpusOfTwoNodes() {
        assertThatThrownBy(() -> created("lab/node-1/A100/gpu/0", "lab/node-2/A100/gpu/0"))
                .satisfies(failure ->
                        assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD))
                .hasMessageContaining("node-1 and node-2");
        assertThat(runtime.list()).isEmpty();
    }

    @Test
    void writesNoMoreThanItsDisk() {
        var limited = Cluster.asked(0, null).on(HostSelector.ANY, 20_480);

        assertThat(container(cluster.pod(runtime.create(cluster.spec(ENV, 7, limited))))
                        .getResources()
                        .getLimits())
                .containsEntry("ephemeral-storage", new Quantity("20480Mi"));
        assertThat(container(cluster.pod(runtime.create(cluster.spec(new WorkloadId("env-2"), 8))))
                        .getResources()
                        .getLimits())
                .doesNotContainKey("ephemeral-storage");
    }

    private Pod created(String... gpus) {
        return cluster.pod(runtime.create(cluster.spec(ENV, 7, gpus)));
    }

    private static Container container(Pod pod) {
        return pod.getSpec().getContainers().getFirst();
    }
}
