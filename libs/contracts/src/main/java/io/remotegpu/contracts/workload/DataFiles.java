package io.remotegpu.contracts.workload;

import java.util.List;

/**
 * Files of its owner that a workload reads, too large to be told in a command. Before a start its host loads those that it has not got yet, shows
 * exactly these, and keeps them for the next start until the workload is removed.
 *
 * @param mountPath where they appear inside, read-only; no volume and no other file is at, above or below it
 * @param source http or https address: the bytes of a file are at it, a slash and the file's {@code sha256}
 * @param ticket shown in the header {@link #TICKET}; a secret, refused once it has expired or anything later was wanted of the workload
 */
public record DataFiles(String mountPath, String source, String ticket, List<DataFile> files) {
    public static final String TICKET = "X-RemoteGPU-Download-Ticket";

    /** Without the ticket. */
    @Override
    public String toString() {
        return "DataFiles[mountPath=%s, source=%s, files=%s]".formatted(mountPath, source, files);
    }
}
