package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.Limits;

/** There are no limits here, so none stands in the way of new ones. */
final class NoLimits implements Limits {
    @Override
    public void change(String containerId, double cpu, int memory) {}

    @Override
    public void restore(String containerId, double cpu, int memory) {}
}
