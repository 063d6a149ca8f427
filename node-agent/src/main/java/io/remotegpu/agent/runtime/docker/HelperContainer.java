package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import java.util.List;

/** A container of the platform's own, which does one thing to some volumes and is gone. */
record HelperContainer(String image, List<String> command, List<Mount> mounts) {
    private static final long MEMORY = 512L * 1024 * 1024;
    private static final long PROCESSES = 64;
    /** What tar needs to read everybody's files, and to write them as theirs. */
    private static final Capability[] FOR_TAR = {
        Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.FOWNER, Capability.FSETID, Capability.SETFCAP
    };

    /** What goes through it must not be logged on the host's disk. */
    HostConfig limits() {
        return HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withPrivileged(false)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(FOR_TAR)
                .withReadonlyRootfs(true)
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withPidsLimit(PROCESSES)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withMounts(mounts);
    }
}
