package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a pod needs beside itself. Its service and files go with it; its volumes and keys stay until the workload is removed. */
final class Belongings {
    private static final String AUTHORIZED_KEYS = "authorized_keys";

    private final KubernetesClient cluster;
    private final ClusterSettings settings;
    private final ClusterNames names;

    Belongings(KubernetesClient cluster, ClusterSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.names = new ClusterNames(settings.platformId());
    }

    /** What must be there before the pod is. */
    void beforePod(ContainerSpec spec) {
        spec.workload().volumes().forEach(volume -> ensureVolume(spec, volume));
        writeKeys(spec.workloadId(), spec.keys());
    }

    /** What goes with the pod, whoever deletes it. */
    void ofPod(ContainerSpec spec, Pod pod) {
        if (!spec.workload().files().isEmpty()) {
            put(files(spec, pod));
        }
        if (!spec.ports().isEmpty()) {
            try {
                cluster.services()
                        .inNamespace(settings.namespace())
                        .resource(service(spec, pod))
                        .create();
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw ApiWords.ofService(refused, spec.ports());
                }
            }
        }
    }

    /** From now on those that lie in the folder; the cluster carries them into a running pod within about a minute. */
    void writeKeys(WorkloadId workload, Path folder) {
        put(new SecretBuilder()
                .withNewMetadata()
                .withName(ClusterNames.keys(workload))
                .withLabels(names.ofWorkload(workload))
                .endMetadata()
                .withStringData(Map.of(AUTHORIZED_KEYS, read(folder.resolve(AUTHORIZED_KEYS))))
                .build());
    }

    /** At once: the cluster would tidy up in its own time, and the ports may be leased to others by then. */
    void removeOfPod(String pod) {
        cluster.services().inNamespace(settings.namespace()).withName(pod).delete();
        cluster.secrets().inNamespace(settings.namespace()).withName(pod).delete();
    }

    void removeOfWorkload(WorkloadId workload) {
        cluster.persistentVolumeClaims()
                .inNamespace(settings.namespace())
                .withLabels(names.ofWorkload(workload))
                .delete();
        cluster.secrets()
                .inNamespace(settings.namespace())
                .withName(ClusterNames.keys(workload))
                .delete();
    }

    private static String read(Path keys) {
        try {
            return Files.exists(keys) ? Files.readString(keys) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + keys, unreadable);
        }
    }

    private void put(Secret secret) {
        cluster.secrets().inNamespace(settings.namespace()).resource(secret).createOr(known -> known.update());
    }

    private void ensureVolume(ContainerSpec spec, Workload.Volume volume) {
        String name = ClusterNames.volume(spec.workloadId(), volume.name());
        var claims = cluster.persistentVolumeClaims().inNamespace(settings.namespace());
        if (claims.withName(name).get() == null) {
            claims.resource(claim(spec, name)).create();
        }
    }

    private PersistentVolumeClaim claim(ContainerSpec spec, String name) {
        int size = spec.workload().storage() > 0 ? spec.workload().storage() : settings.volumeSize();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(names.ofWorkload(spec.workloadId()))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(settings.storageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(size + "Mi"))
                .endResources()
                .endSpec()
                .build();
    }

    private Secret files(ContainerSpec spec, Pod pod) {
        List<WorkloadFile> files = spec.workload().files();
        Map<String, String> contents = new TreeMap<>();
        IntStream.range(0, files.size())
                .forEach(place ->
                        contents.put(PodVolumes.fileKey(place), files.get(place).content()));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(ClusterNames.pod(spec))
                .withLabels(names.ofPod(spec))
                .withOwnerReferences(owner(pod))
                .endMetadata()
                .withStringData(contents)
                .build();
    }

    private Service service(ContainerSpec spec, Pod pod) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(ClusterNames.pod(spec))
                .withLabels(names.ofPod(spec))
                .withOwnerReferences(owner(pod))
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withSelector(names.ofPod(spec))
                .withPorts(spec.ports().stream().map(Belongings::port).toList())
                .endSpec()
                .build();
    }

    private static ServicePort port(PortMapping mapping) {
        return new ServicePortBuilder()
                .withName("port-" + mapping.externalPort())
                .withProtocol(mapping.protocol().toUpperCase(Locale.ROOT))
                .withPort(mapping.internalPort())
                .withNewTargetPort(mapping.internalPort())
                .withNodePort(mapping.externalPort())
                .build();
    }

    private static OwnerReference owner(Pod pod) {
        return new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .build();
    }
}
