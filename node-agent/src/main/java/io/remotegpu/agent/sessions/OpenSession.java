package io.remotegpu.agent.sessions;

import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;

/** A session with what only this host can use: the process that serves it and its client's port. */
public record OpenSession(long pid, long startTicks, int remotePort, SshSession seen) {}
