package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.AgentOptions.RuntimeKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterOptionsTest {
    @Test
    void haveDefaultsForAllThatACommonClusterNeeds() {
        AgentOptions options = parsed("--runtime", "kubernetes");

        assertThat(options.runtime).isEqualTo(RuntimeKind.kubernetes);
        assertThat(options.cluster.namespace).isEqualTo("remotegpu");
        assertThat(options.cluster.serviceAccount).isEqualTo("remotegpu-workload");
        assertThat(options.cluster.storageClass).isNull();
        assertThat(options.cluster.volumeSize).isEqualTo(20_480);
        assertThat(options.cluster.unschedulableFor).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.cluster.nodes).isEmpty();
    }

    @Test
    void nameTheNodesThatAnAgentServes() {
        AgentOptions options = parsed(
                "--runtime", "kubernetes", "--kubernetes-node-label", "pool=a100", "--kubernetes-node-label", "zone=1");

        assertThat(options.cluster.nodes).containsEntry("pool", "a100").containsEntry("zone", "1");
    }

    private static AgentOptions parsed(String... more) {
        AgentOptions options = new AgentOptions();
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--host-id";
        arguments[1] = "lab";
        System.arraycopy(more, 0, arguments, 2, more.length);
        new CommandLine(options).parseArgs(arguments);
        return options;
    }
}
