package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.GPU;
import static io.remotegpu.contracts.Samples.HOST;

import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import java.util.List;

final class NodeCommandSamples {
    private NodeCommandSamples() {}

    static List<Message> all() {
        return List.of(
                new StartContainer(
                        HOST,
                        ENVIRONMENT,
                        EPOCH,
                        Samples.WORKLOAD,
                        List.of(GPU),
                        List.of(Samples.SSH_PORT),
                        List.of(Samples.PUBLIC_KEY)),
                new StopContainer(HOST, ENVIRONMENT, EPOCH, 10),
                new VerifyGpus(HOST, ENVIRONMENT, EPOCH, List.of(GPU)),
                new RemoveWorkload(HOST, ENVIRONMENT, EPOCH),
                new SetAuthorizedKeys(HOST, ENVIRONMENT, EPOCH, List.of(Samples.PUBLIC_KEY)),
                new UpdateResources(HOST, ENVIRONMENT, EPOCH, 8, 32768),
                new RestoreResources(HOST, ENVIRONMENT, EPOCH, 4.5, 16384),
                new TakeSnapshot(HOST, ENVIRONMENT, EPOCH, Samples.SNAPSHOT),
                new RemoveSnapshot(HOST, ENVIRONMENT, EPOCH, Samples.SNAPSHOT),
                new ReceiveHome(
                        HOST,
                        ENVIRONMENT,
                        EPOCH,
                        Samples.WORKLOAD.volumes(),
                        51200,
                        Samples.HOMES,
                        "c2VjcmV0LXRpY2tldA"),
                new SendHome(
                        HOST,
                        ENVIRONMENT,
                        EPOCH,
                        Samples.WORKLOAD.volumes(),
                        Samples.HOMES,
                        "c2VjcmV0LXRpY2tldA",
                        Samples.HOME_KEY),
                new SettleHome(HOST, ENVIRONMENT, EPOCH, 20_971_520, Samples.SHA256));
    }
}
