package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.ArrayList;
import java.util.List;

/** What a pod sees beside its image: its volumes, its keys and files, and shared memory as large as on other hosts. */
final class PodVolumes {
    private static final String KEYS = "keys";
    private static final String FILES = "files";
    private static final String SHARED_MEMORY = "shared-memory";
    /** Nobody but this container sees them, whatever user it runs as. */
    private static final int READABLE = 0444;

    private PodVolumes() {}

    static List<Volume> of(ContainerSpec spec) {
        List<Volume> volumes = new ArrayList<>();
        spec.workload()
                .volumes()
                .forEach(volume -> volumes.add(new VolumeBuilder()
                        .withName("volume-" + volume.name())
                        .withNewPersistentVolumeClaim(
                                ClusterNames.volume(spec.workloadId(), volume.name()), volume.readOnly())
                        .build()));
        volumes.add(secret(KEYS, ClusterNames.keys(spec.workloadId())));
        if (!spec.workload().files().isEmpty()) {
            volumes.add(secret(FILES, ClusterNames.pod(spec)));
        }
        volumes.add(memory(SHARED_MEMORY, spec.workload().memory() / 2));
        if (spec.workload().readOnlyRoot()) {
            volumes.add(empty("tmp"));
            volumes.add(empty("run"));
        }
        return volumes;
    }

    static List<VolumeMount> mounts(ContainerSpec spec) {
        List<VolumeMount> mounts = new ArrayList<>();
        spec.workload()
                .volumes()
                .forEach(volume -> mounts.add(mount("volume-" + volume.name(), volume.mountPath())
                        .withReadOnly(volume.readOnly())
                        .build()));
        if (spec.workload().readOnlyRoot()) {
            mounts.add(mount("tmp", "/tmp").build());
            mounts.add(mount("run", "/run").build());
        }
        mounts.add(mount(KEYS, "/run/remotegpu").withReadOnly(true).build());
        List<WorkloadFile> files = spec.workload().files();
        for (int place = 0; place < files.size(); place++) {
            mounts.add(mount(FILES, files.get(place).path())
                    .withSubPath(fileKey(place))
                    .withReadOnly(true)
                    .build());
        }
        mounts.add(mount(SHARED_MEMORY, "/dev/shm").build());
        return mounts;
    }

    /** A path is no key of a secret. */
    static String fileKey(int place) {
        return "file-" + place;
    }

    private static VolumeMountBuilder mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path);
    }

    private static Volume secret(String name, String secret) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(READABLE)
                .endSecret()
                .build();
    }

    private static Volume empty(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    private static Volume memory(String name, int mebibytes) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity(mebibytes + "Mi"))
                .endEmptyDir()
                .build();
    }
}
