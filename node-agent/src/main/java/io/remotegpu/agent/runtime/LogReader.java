package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.LogLine;

/** Somebody who reads a log. */
public interface LogReader {
    /** @param position behind this line, for going on there */
    void line(LogLine line, String position);

    /** Whether nothing more is wanted. */
    boolean hasEnough();
}
