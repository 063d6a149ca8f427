package io.remotegpu.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an operator tells an agent that serves a cluster. How the cluster is reached follows from the pod that it runs in, or from KUBECONFIG. */
final class ClusterOptions {
    @Option(
            names = "--kubernetes-namespace",
            defaultValue = "remotegpu",
            description = "where pods, services and volumes of workloads are made (${DEFAULT-VALUE})")
    String namespace = "";

    @Option(
            names = "--kubernetes-service-account",
            defaultValue = "remotegpu-workload",
            description = "what workloads run as; give it no rights (${DEFAULT-VALUE})")
    String serviceAccount = "";

    @Option(names = "--kubernetes-storage-class", description = "of volumes (the cluster's default)")
    @Nullable
    String storageClass;

    @Option(
            names = "--kubernetes-volume-size",
            defaultValue = "20480",
            description = "MiB of volumes for which nobody asked for a size (${DEFAULT-VALUE})")
    int volumeSize;

    @Option(
            names = "--kubernetes-unschedulable",
            defaultValue = "PT2M",
            description = "how long the cluster may look for a node, ISO 8601 (${DEFAULT-VALUE})")
    Duration unschedulableFor = Duration.ofMinutes(2);

    @Option(
            names = "--kubernetes-node-label",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            description = "key=value of the nodes that this agent serves; more after commas (all nodes with GPUs)")
    Map<String, String> nodes = new LinkedHashMap<>();
}
