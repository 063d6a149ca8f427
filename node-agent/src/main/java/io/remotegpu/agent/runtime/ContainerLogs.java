package io.remotegpu.agent.runtime;

/** What containers print. */
public interface ContainerLogs {
    /**
     * Hands its lines to the reader, oldest first, one call at a time but perhaps from another thread. Returns after the last one, or soon after the reader
     * has enough; a following ends with its container. Any RuntimeException says that the runtime does not answer.
     */
    void read(LogRequest request, LogReader reader);
}
