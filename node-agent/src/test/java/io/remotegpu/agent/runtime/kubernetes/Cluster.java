package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;

/** An API server without nodes behind it: what they would say the test says. */
public final class Cluster implements AutoCloseable {
    public static final String NAMESPACE = "gpu-work";
    private static final HostId HOST = new HostId("lab");

    private final KubernetesMockServer server;
    final KubernetesClient client;
    final Kubelet kubelet;

    public Cluster() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
        server.init();
        client = connect();
        kubelet = new Kubelet(client);
    }

    /** Asks once: what does not answer has gone away for good. */
    private KubernetesClient connect() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.createClient().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    KubernetesRuntime runtime(Clock clock) {
        return new KubernetesRuntime(connect(), settings("lab"), clock);
    }

    KubernetesRuntime runtimeOfPlatform(String platform) {
        return new KubernetesRuntime(connect(), settings(platform), Clock.systemUTC());
    }

    ClusterGpus gpus() {
        return new ClusterGpus(client, HOST, settings("lab"));
    }

    /** Where it listens. */
    public String url() {
        return server.url("/");
    }

    /** What a pod printed, for whoever asks in this way. */
    void prints(String pod, String query, String log) {
        answers(pod, query, 200, log);
    }

    void hasNoLog(String pod, String query) {
        answers(pod, query, 404, "{}");
    }

    private void answers(String pod, String query, int status, String body) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + NAMESPACE + "/pods/" + pod + "/log?" + query)
                .andReturn(status, body)
                .always();
    }

    /** From now on nobody answers. */
    void goesAway() {
        server.destroy();
    }

    static ClusterSettings settings(String platform) {
        return new ClusterSettings(
                platform, NAMESPACE, "workloads", "fast", 20_480, Map.of("pool", "gpu"), Duration.ofMinutes(2));
    }

    ContainerSpec spec(WorkloadId workload, long epoch, String... gpus) {
        return spec(workload, epoch, asked(gpus.length, null), gpus);
    }

    ContainerSpec spec(WorkloadId workload, long epoch, Workload asked, String... gpus) {
        var ports = List.of(new PortMapping("ssh", 30_022, 22, "tcp"));
        var start = new StartContainer(HOST, workload, epoch, asked, List.of(gpus), ports, List.of());
        Path nowhere = Path.of("/nowhere");
        return ContainerSpec.of(start, nowhere, nowhere, nowhere);
    }

    static Workload asked(int gpus, String user) {
        return new Workload(
                        "remotegpu/env-base:latest",
                        List.of("serve"),
                        Map.of("GREETING", "hello $(WORLD)"),
                        1.5,
                        2048,
                        5120,
                        new GpuRequest(gpus, List.of(), 0),
                        List.of(new PortRequest("ssh", 22, "tcp")),
                        List.of(new Volume("home", "/home/dev", false)),
                        new Probe(Probe.Kind.SSH, 22, "", 60),
                        user,
                        true)
                .told(List.of(new WorkloadFile("/etc/service/secret.conf", "password=1")), null);
    }

    Pod pod(String name) {
        return client.pods().inNamespace(NAMESPACE).withName(name).get();
    }

    /** As it was written: a real cluster would show it encoded. */
    String keys(String secret) {
        return client.secrets()
                .inNamespace(NAMESPACE)
                .withName(secret)
                .get()
                .getStringData()
                .get("authorized_keys");
    }

    public void node(String name, boolean ready, Map<String, String> labels, Map<String, String> allocatable) {
        Map<String, Quantity> amounts = new HashMap<>();
        allocatable.forEach((resource, amount) -> amounts.put(resource, new Quantity(amount)));
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewStatus()
                        .withAllocatable(amounts)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus(ready ? "True" : "Unknown")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
    }

    /** A node tells that it has an image, under these names. */
    void hasImages(String node, String... names) {
        client.nodes().withName(node).editStatus(given -> new NodeBuilder(given)
                .editStatus()
                .addNewImage()
                .withNames(names)
                .endImage()
                .endStatus()
                .build());
    }

    /** Of what is there of a kind. */
    List<String> names(String kind) {
        Stream<? extends HasMetadata> all =
                switch (kind) {
                    case "services" -> client.services().inNamespace(NAMESPACE).list().getItems().stream();
                    case "secrets" -> client.secrets().inNamespace(NAMESPACE).list().getItems().stream();
                    case "claims" -> client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems().stream();
                    default -> throw new IllegalArgumentException(kind);
                };
        return all.map(one -> one.getMetadata().getName()).sorted().toList();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
