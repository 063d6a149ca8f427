package io.remotegpu.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    @Test
    void countsEveryPortFromTheGateways() {
        PortPlan plan = PortPlan.from(9000);

        assertThat(plan.gatewayUrl()).isEqualTo("http://127.0.0.1:9000");
        assertThat(plan.jwksUri()).isEqualTo("http://127.0.0.1:9001/.well-known/jwks.json");
        assertThat(plan.kafkaServers()).isEqualTo("127.0.0.1:9010");
        assertThat(plan.kafkaAgentServers()).isEqualTo("127.0.0.1:9013");
    }

    @Test
    void namesEveryTakenPortBeforeAnythingStarts() throws Exception {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortPlan plan = PortPlan.from(first.getLocalPort());

            assertThatThrownBy(plan::requireFree)
                    .hasMessageContaining(Integer.toString(first.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void refusesAPortThatLeavesNoRoomForTheOthers() {
        assertThatThrownBy(() -> PortPlan.from(65_530)).hasMessageContaining("--port must lie between");
    }
}
