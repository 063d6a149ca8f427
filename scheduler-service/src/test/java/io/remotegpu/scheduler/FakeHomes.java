package io.remotegpu.scheduler;

import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.NodeCommand.HomeCommand;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A fake agent's homes: nothing travels, but it answers as if it did. */
public final class FakeHomes {
    public static final long SIZE = 10_240;
    public static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private final List<RemoveWorkload> removed = new CopyOnWriteArrayList<>();
    private volatile Predicate<HomeCommand> refused = command -> false;

    /** From now on it says no to these. */
    public void refuses(Predicate<HomeCommand> commands) {
        refused = commands;
    }

    public List<RemoveWorkload> removed() {
        return List.copyOf(removed);
    }

    WorkloadRemoved removed(RemoveWorkload remove) {
        removed.add(remove);
        return new WorkloadRemoved(remove.hostId(), remove.workloadId(), remove.epoch());
    }

    NodeEvent answer(HomeCommand command) {
        var host = command.hostId();
        var workload = command.workloadId();
        long epoch = command.epoch();
        boolean no = refused.test(command);
        return switch (command) {
            case SendHome _ ->
                no
                        ? new HomeNotSent(host, workload, epoch, "input/output error")
                        : new HomeSent(host, workload, epoch, SIZE, SHA256);
            case ReceiveHome _ ->
                no
                        ? new HomeNotReceived(host, workload, epoch, "no space left on device")
                        : new HomeAwaited(host, workload, epoch, "key");
            case SettleHome _ ->
                no
                        ? new HomeNotReceived(host, workload, epoch, "what came is not what was sent")
                        : new HomeReceived(host, workload, epoch);
        };
    }
}
