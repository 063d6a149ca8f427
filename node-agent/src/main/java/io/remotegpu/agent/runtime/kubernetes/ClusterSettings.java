package io.remotegpu.agent.runtime.kubernetes;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cluster that one agent serves as one host.
 *
 * @param platformId labels what belongs to this platform
 * @param namespace where all of it lives, made by the operator
 * @param serviceAccount that pods run as; it needs no rights, and its token is not mounted
 * @param storageClass of volumes, null for the cluster's default
 * @param volumeSize MiB of volumes for which nobody asked for a size
 * @param nodes labels of the nodes that this agent serves, empty for all with GPUs
 * @param unschedulableFor how long a pod may find no node before its start has failed
 */
public record ClusterSettings(
        String platformId,
        String namespace,
        String serviceAccount,
        @Nullable String storageClass,
        int volumeSize,
        Map<String, String> nodes,
        Duration unschedulableFor) {}
