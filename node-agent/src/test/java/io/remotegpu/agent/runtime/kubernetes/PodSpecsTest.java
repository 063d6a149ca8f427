package io.remotegpu.agent.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodSpecsTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");

    private final Cluster cluster = new Cluster();
    private final KubernetesRuntime runtime = cluster.runtime(Clock.systemUTC());

    @AfterEach
    void close() {
        runtime.close();
        cluster.close();
    }

    @Test
    void givesAPodNoMoreThanItNeeds() {
        Pod pod = created("lab/node-1/A100/gpu/0");

        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("workloads");
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
        assertThat(pod.getSpec().getHostNetwork()).isNull();
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("pool", "gpu");
        Container container = container(pod);
        assertThat(container.getSecurityContext().getPrivileged()).isFalse();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void findsThePodOfAnEarlierTryOfTheSameEpoch() {
        String id = runtime.create(cluster.spec(ENV, 7));

        assertThat(runtime.create(cluster.spec(ENV, 7))).isEqualTo(id);
        assertThat(runtime.list()).hasSize(1);
    }

    @Test
    void asksForWhatIsLeasedAndNoMore() {
        Container container = container(created("lab/node-1/A100/gpu/0", "lab/node-1/A100/gpu/3"));

        assertThat(container.getResources().getLimits())
                .containsEntry("cpu", new Quantity("1500m"))
                .containsEntry("memory", new Quantity("2048Mi"))
                .containsEntry("nvidia.com/gpu", new Quantity("2"))
                .isEqualTo(container.getResources().getRequests());
    }

    @Test
    void asksForSlicesByTheirProfile() {
        Container container = container(created("lab/node-1/A100/mig-1g.10gb/4"));

        assertThat(container.getResources().getLimits())
                .containsEntry("nvidia.com/mig-1g.10gb", new Quantity("1"))
                .doesNotContainKey("nvidia.com/gpu");
    }

    @Test
    void leavesTheChoiceOfCardsToTheDevicePlugin() {
        assertThat(container(created("lab/node-1/A100/gpu/0")).getEnv())
                .extracting(variable -> variable.getName() + "=" + variable.getValue())
                .contains("GREETING=hello $$(WORLD)", "REMOTEGPU_ENV_ID=env-1")
                .noneMatch(variable -> variable.startsWith("NVIDIA_") || variable.startsWith("CUDA_"));
    }

    @Test
    void hidesAllCardsFromWhoHasNone() {
        assertThat(container(created()).getEnv())
                .extracting(variable -> variable.getName() + "=" + variable.getValue())
                .contains("NVIDIA_VISIBLE_DEVICES=void");
    }

    @Test
    void opensThePortsOfTheLeaseOnTheNodes() {
        created();

        assertThat(cluster.client
                        .services()
                        .inNamespace(Cluster.NAMESPACE)
                        .list()
                        .getItems())
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getSpec().getType()).isEqualTo("NodePort");
                    assertThat(service.getSpec().getSelector()).containsEntry(ClusterNames.EPOCH, "7");
                    assertThat(service.getSpec().getPorts())
                            .extracting(ServicePort::getNodePort)
                            .containsExactly(30_022);
                });
    }

    @Test
    void keepsFilesInASecretOfItsOwnAndItsHomeInAVolumeOfTheSizeAskedFor() {
        created();

        assertThat(cluster.names("secrets")).containsExactly("remotegpu-env-1-7", "remotegpu-env-1-keys");
        var home = cluster.client
                .persistentVolumeClaims()
                .inNamespace(Cluster.NAMESPACE)
                .withName("remotegpu-env-1-home")
                .get();
        assertThat(home.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("5120Mi"));
        assertThat(home.getSpec().getStorageClassName()).isEqualTo("fast");
    }

    @Test
    void runsAsTheUserThatIsAskedForByNumberAndRefusesNames() {
        Pod pod = cluster.pod(runtime.create(cluster.spec(ENV, 7, Cluster.asked(0, "1000:2000"))));
        assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(1000);
        assertThat(pod.getSpec().getSecurityContext().getRunAsGroup()).isEqualTo(2000);

        assertThatThrownBy(() -> runtime.create(cluster.spec(ENV, 8, Cluster.asked(0, "dev"))))
                .satisfies(failure ->
                        assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD));
    }

    @Test
    void refusesGpusThatNoClusterHas() {
        assertThatThrownBy(() -> created("GPU-8d3f0f9a"))
                .satisfies(failure ->
                        assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.GPU_DIRTY));
        assertThat(runtime.list()).isEmpty();
    }

    @Test
    void carriesChangedKeysIntoTheCluster(@TempDir Path keys) throws IOException {
        created();
        Files.writeString(keys.resolve("authorized_keys"), "ssh-ed25519 AAAA one@lab\n");

        runtime.keysChanged(ENV, keys);

        assertThat(cluster.keys("remotegpu-env-1-keys")).isEqualTo("ssh-ed25519 AAAA one@lab\n");
    }

    private Pod created(String... gpus) {
        return cluster.pod(runtime.create(cluster.spec(ENV, 7, gpus)));
    }

    private static Container container(Pod pod) {
        return pod.getSpec().getContainers().getFirst();
    }
}
