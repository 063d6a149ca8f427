package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many homes an agent takes in at once, and what becomes of one that has come when the platform cannot be told. */
class ArrivingTest extends MovingAgent {
    private static final String SHA256 = "ab".repeat(32);

    private final HttpServer platform;
    private volatile int status = 503;

    ArrivingTest() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void startPlatform() {
        platform.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        platform.start();
    }

    @AfterEach
    void stopPlatform() {
        platform.stop(0);
    }

    @Test
    void oneMoreThanAreTakenInAtOnceIsNotAwaitedAndCanBeTakenBackMeanwhile() {
        for (int other = 0; other < Moving.MOST_AT_ONCE; other++) {
            workloads.accept(receive(new WorkloadId("env-other-" + other), 5, AWAY), null);
        }
        first(HomeAwaited.class, Moving.MOST_AT_ONCE);
        workloads.accept(receive(5), null);
        workloads.accept(remove(5), null);

        assertThat(first(HomeNotReceived.class, 1).reason()).isEqualTo("a newer command came");
        first(WorkloadRemoved.class, 1);
        assertThat(all(HomeAwaited.class)).noneMatch(said -> said.workloadId().equals(ID));

        workloads.accept(new RemoveWorkload(COMMANDS.host(), new WorkloadId("env-other-0"), 5), null);
        workloads.accept(receive(6), null);
        assertThat(first(HomeAwaited.class, Moving.MOST_AT_ONCE + 1).workloadId())
                .isEqualTo(ID);
        workloads.accept(new RemoveWorkload(COMMANDS.host(), new WorkloadId("env-other-1"), 5), null);
    }

    @Test
    void whatHasComeWholeStaysUntilItIsSaidWhatBecomesOfIt() throws IOException {
        String address = "http://127.0.0.1:" + platform.getAddress().getPort() + "/home-moves/5";
        workloads.accept(receive(ID, 5, address), null);
        first(HomeAwaited.class, 1);
        Path next = whatTheEarlierAgentDoesNotWrite();
        workloads.accept(remove(5), null);
        first(WorkloadRemoved.class, 1);
        said.clear();
        hasCome(next.resolve("arriving/env-1.json"));

        status = 404;
        Workloads restarted = agent(next);
        restarted.accept(new SettleHome(COMMANDS.host(), ID, 5, 3, SHA256), null);

        assertThat(first(HomeReceived.class, 1).epoch()).isEqualTo(5);
        assertThat(all(HomeNotReceived.class)).isEmpty();
    }

    private static void hasCome(Path arriving) throws IOException {
        String expected = Files.readString(arriving);
        String come = expected.replace("\"received\":null", "\"received\":{\"size\":3,\"sha256\":\"" + SHA256 + "\"}");
        assertThat(come).isNotEqualTo(expected);
        Files.writeString(arriving, come);
    }
}
