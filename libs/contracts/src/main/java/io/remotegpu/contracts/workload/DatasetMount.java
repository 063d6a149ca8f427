package io.remotegpu.contracts.workload;

/**
 * A dataset that a workload reads. It is never writable. Whoever asks has checked that the person may read the dataset; the host checks that
 * {@code source} is one that its operator offers, and refuses everything else.
 *
 * @param datasetId the dataset in workspace-service, for messages to people
 * @param source below the host's datasets folder for {@link Kind#FOLDER}, the volume's name for {@link Kind#VOLUME}
 * @param mountPath where it appears inside: below {@code /datasets/} or {@code /mnt/}, no {@code ..} and no other mount's path in it
 */
public record DatasetMount(String datasetId, Kind kind, String source, String mountPath) {
    public enum Kind {
        /** A relative path below the folder that the host's operator set aside for datasets. */
        FOLDER,
        /** A volume of the container engine that its operator labelled {@code io.remotegpu.dataset=true}. */
        VOLUME
    }
}
