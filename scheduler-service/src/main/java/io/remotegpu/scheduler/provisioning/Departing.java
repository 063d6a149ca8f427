package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;

/** It is down and is to leave its host: told in the transaction that finds that, with the workload locked. */
public record Departing(WorkloadId workloadId) {}
