package io.remotegpu.agent.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to look into a container that runs.
 *
 * @param firstProcess its id on this host
 * @param address where the host reaches its ports
 * @param jupyterToken what its Jupyter asks for, null if it is not known
 */
public record Inside(
        long firstProcess,
        String address,
        List<Port> ports,
        @Nullable String jupyterToken) {
    /** A TCP port inside that others reach, by what it serves. */
    public record Port(String serviceType, int number) {}

    @Override
    public String toString() {
        return "process " + firstProcess;
    }
}
