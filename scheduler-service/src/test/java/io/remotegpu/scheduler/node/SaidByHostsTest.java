package io.remotegpu.scheduler.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SaidByHostsTest {
    private static final HostId QUIET = new HostId("quiet");
    private static final HostId BUSY = new HostId("busy");

    @Test
    void keepsTheOrderOfAHostThatSaysMoreThanThatItLives() {
        NodeEvent before = heartbeat(BUSY, 1);
        NodeEvent stopped = new ContainerStopped(BUSY, new WorkloadId("env-1"), 1, null);
        NodeEvent after = heartbeat(BUSY, 2);

        SaidByHosts said = said(before, stopped, after);

        assertThat(said.heartbeatsAlone()).isEmpty();
        assertThat(said.inOrder()).extracting(Envelope::message).containsExactly(before, stopped, after);
    }

    @Test
    void keepsTheLastHeartbeatOfAHostThatSaysNothingElse() {
        HostHeartbeat last = heartbeat(QUIET, 2);
        NodeEvent stopped = new ContainerStopped(BUSY, new WorkloadId("env-1"), 1, null);

        SaidByHosts said = said(heartbeat(QUIET, 1), stopped, last);

        assertThat(said.heartbeatsAlone()).containsExactly(last);
        assertThat(said.inOrder()).extracting(Envelope::message).containsExactly(stopped);
    }

    private static HostHeartbeat heartbeat(HostId host, long uptime) {
        return new HostHeartbeat(host, Instant.EPOCH, uptime, List.of());
    }

    private static SaidByHosts said(Message... messages) {
        return SaidByHosts.of(Stream.of(messages)
                .map(message -> new Envelope<>(UUID.randomUUID(), "agent", Instant.EPOCH, null, message))
                .toList());
    }
}
