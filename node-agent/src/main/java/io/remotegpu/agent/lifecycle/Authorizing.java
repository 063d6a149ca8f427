package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.AcceptedCommand;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;

/** Carries out SetAuthorizedKeys: a key that was taken away must not open the workload for longer than the disk forces it to. */
final class Authorizing {
    private final KeysFolders keys;
    private final ContainerRuntime runtime;

    Authorizing(KeysFolders keys, ContainerRuntime runtime) {
        this.keys = keys;
        this.runtime = runtime;
    }

    /** Tries until it succeeds or nobody wants it any more. */
    void handle(WorkloadLane lane, AcceptedCommand accepted, SetAuthorizedKeys command) {
        Persistently.run("writing the keys of " + command.workloadId(), () -> {
            if (isWanted(lane, accepted, command)) {
                keys.write(command.workloadId(), command.authorizedKeys());
                runtime.keysChanged(command.workloadId(), keys.of(command.workloadId()));
            }
        });
    }

    /** Newer keys, a stop or a new start that waits behind it must not wait for a disk that refuses. */
    private static boolean isWanted(WorkloadLane lane, AcceptedCommand accepted, SetAuthorizedKeys command) {
        return lane.isPending(accepted)
                && !lane.isOvertaken(command.epoch())
                && Ruling.of(lane.known(), command) == Ruling.PROCEED;
    }
}
