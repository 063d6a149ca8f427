package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A workload as a pod that is created but must not be given a node before its gate is opened. */
final class PodSpecs {
    static final String GATE = "io.remotegpu/start";

    /** The device plugin says which cards the container sees; what a pod says itself would overrule it. */
    private static final Set<String> OF_THE_PLUGIN = Set.of("NVIDIA_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES");
    /** What sshd needs to give a shell. */
    private static final List<String> FOR_SSHD = List.of("AUDIT_WRITE", "CHOWN", "SETGID", "SETUID", "SYS_CHROOT");

    private static final Pattern USER = Pattern.compile("(\\d{1,9})(?::(\\d{1,9}))?");

    private final ClusterSettings settings;
    private final ClusterNames names;

    PodSpecs(ClusterSettings settings) {
        this.settings = settings;
        this.names = new ClusterNames(settings.platformId());
    }

    Pod of(ContainerSpec spec) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(ClusterNames.pod(spec))
                .withLabels(names.ofPod(spec))
                .withAnnotations(Map.of(ClusterNames.GPUS, String.join(",", spec.gpus())))
                .withFinalizers(ClusterNames.ENDED)
                .endMetadata()
                .withNewSpec()
                .withSchedulingGates(new PodSchedulingGate(GATE))
                .withRestartPolicy("Never")
                .withServiceAccountName(settings.serviceAccount())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNodeSelector(settings.nodes())
                .withAffinity(affinity(spec))
                .addNewToleration()
                .withKey("nvidia.com/gpu")
                .withOperator("Exists")
                .endToleration()
                .withSecurityContext(ofPod(spec.workload()))
                .withContainers(container(spec))
                .withVolumes(PodVolumes.of(spec))
                .endSpec()
                .build();
    }

    /** To the node whose GPUs were leased, and to no other: its slots are counted. */
    private static @Nullable Affinity affinity(ContainerSpec spec) {
        List<String> nodes =
                spec.gpus().stream().map(id -> slot(id).node()).distinct().toList();
        if (nodes.size() > 1) {
            throw ApiWords.failure(
                    FailureCause.INVALID_WORKLOAD,
                    "a pod has one node, and its GPUs are on " + String.join(" and ", nodes));
        }
        return nodes.isEmpty() ? null : to(nodes);
    }

    private static Affinity to(List<String> nodes) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(nodes)
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static Container container(ContainerSpec spec) {
        Workload workload = spec.workload();
        Map<String, Quantity> resources = resources(spec);
        return new ContainerBuilder()
                .withName("workload")
                .withImage(workload.image())
                .withCommand(workload.entrypoint())
                .withArgs(workload.argv())
                .withEnv(env(spec))
                .withNewResources()
                .withRequests(resources)
                .withLimits(resources)
                .endResources()
                .withSecurityContext(ofContainer(workload))
                .withVolumeMounts(PodVolumes.mounts(spec))
                .build();
    }

    private static Map<String, Quantity> resources(ContainerSpec spec) {
        Map<String, Quantity> resources = new HashMap<>();
        resources.put("cpu", new Quantity(Math.round(spec.workload().cpu() * 1000) + "m"));
        resources.put("memory", new Quantity(spec.workload().memory() + "Mi"));
        if (spec.workload().disk() != null) {
            resources.put("ephemeral-storage", new Quantity(spec.workload().disk() + "Mi"));
        }
        spec.gpus()
                .forEach(id ->
                        resources.merge(slot(id).resource(), new Quantity("1"), (before, one) -> before.add(one)));
        return resources;
    }

    private static GpuSlot slot(String id) {
        return GpuSlot.parse(id)
                .orElseThrow(() -> ApiWords.failure(
                        FailureCause.GPU_DIRTY, "the lease names " + id + ", which is no GPU of a cluster"));
    }

    /** Without GPUs the variable that hides them all stays, whatever the image says. */
    private static List<EnvVar> env(ContainerSpec spec) {
        return spec.env().entrySet().stream()
                .filter(variable -> spec.gpus().isEmpty() || !OF_THE_PLUGIN.contains(variable.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> new EnvVarBuilder()
                        .withName(variable.getKey())
                        .withValue(variable.getValue().replace("$(", "$$("))
                        .build())
                .toList();
    }

    private static SecurityContext ofContainer(Workload workload) {
        return new SecurityContextBuilder()
                .withPrivileged(false)
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(workload.readOnlyRoot())
                .withNewCapabilities()
                .withDrop("ALL")
                .withAdd(FOR_SSHD)
                .endCapabilities()
                .build();
    }

    private static PodSecurityContext ofPod(Workload workload) {
        var context = new PodSecurityContextBuilder()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        if (workload.user() != null) {
            Matcher user = USER.matcher(workload.user());
            if (!user.matches()) {
                throw ApiWords.failure(
                        FailureCause.INVALID_WORKLOAD,
                        "a cluster knows users by number only, not '" + workload.user() + "'");
            }
            long group = Long.parseLong(user.group(user.group(2) == null ? 1 : 2));
            context.withRunAsUser(Long.parseLong(user.group(1)))
                    .withRunAsGroup(group)
                    .withFsGroup(group);
        }
        return context.build();
    }
}
