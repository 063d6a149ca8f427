package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.remotegpu.agent.runtime.ContainerSpec;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pods of this platform. */
final class Pods {
    private final KubernetesClient cluster;
    private final ClusterSettings settings;
    private final ClusterNames names;
    private final PodSpecs specs;

    Pods(KubernetesClient cluster, ClusterSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.names = new ClusterNames(settings.platformId());
        this.specs = new PodSpecs(settings);
    }

    /** With a gate before it; the one that is there if it was created before. */
    Pod create(ContainerSpec spec) {
        Pod wanted = specs.of(spec);
        try {
            return cluster.pods()
                    .inNamespace(settings.namespace())
                    .resource(wanted)
                    .create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return Objects.requireNonNull(get(ClusterNames.pod(spec)), "it was there a moment ago");
        }
    }

    @Nullable
    Pod get(String name) {
        return named(name).get();
    }

    List<Pod> all() {
        return cluster.pods()
                .inNamespace(settings.namespace())
                .withLabels(names.ofPlatform())
                .list()
                .getItems();
    }

    /** From now on it may be given a node. */
    void openGate(String name) {
        named(name).edit(created -> new PodBuilder(created)
                .editSpec()
                .withSchedulingGates(List.of())
                .endSpec()
                .build());
    }

    /** Asks for its end. It stays until that was noted. */
    void delete(String name, Duration grace) {
        named(name).withGracePeriod(grace.toSeconds()).delete();
    }

    /** Its end was noted. */
    void letGo(String name) {
        named(name)
                .edit(ended -> ended == null
                        ? null
                        : new PodBuilder(ended)
                                .editMetadata()
                                .withFinalizers(List.of())
                                .endMetadata()
                                .build());
    }

    /** Until the client is closed. */
    void watch(ResourceEventHandler<Pod> handler) {
        cluster.pods()
                .inNamespace(settings.namespace())
                .withLabels(names.ofPlatform())
                .inform(handler);
    }

    private PodResource named(String name) {
        return cluster.pods().inNamespace(settings.namespace()).withName(name);
    }
}
