package io.remotegpu.agent.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a home is after its way to another host, whatever happened on it; the same for every runtime that has homes. */
abstract class MovingHomes {
    static final List<Volume> VOLUMES =
            List.of(new Volume("home", "/home/dev", false), new Volume("data", "/data", false));
    private static final HostId HOST = new HostId("host-1");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FILL = """
        umask 022
        mkdir -p home/folder/deep home/empty && chmod 0711 home && chmod 0700 home/folder && echo hello > home/plain && chmod 0640 home/plain
        ln -s plain home/link && ln -s /etc/passwd home/away && ln home/plain home/hard && mkfifo home/pipe
        head -c 20000000 /dev/urandom > home/folder/deep/large && truncate -s 256M home/sparse
        printf x > "home/a name with spaces, ü and $(printf 'a\\nnew line')" && echo 7 > data/number && chmod 4755 data/number
        """;
    private static final String LIST = """
        find home data -type d -printf '%p %m %U %G\\n' | LC_ALL=C sort
        find home data ! -type d -printf '%p %y %m %U %G %n %s %l\\n' | LC_ALL=C sort
        sha256sum home/plain home/hard home/folder/deep/large data/number
        [ "$(du -k home/sparse | cut -f1)" -lt 1024 ] && echo with holes
        """;

    @TempDir
    Path folder;

    final RelayServer relay = new RelayServer();
    private HomeReceiver receiver;
    private HomeSender sender;

    abstract ContainerRuntime source();

    abstract ContainerRuntime target();

    abstract WorkloadId leaving();

    abstract WorkloadId arriving();

    /** Runs a script where the volumes of a workload lie, each under its name. */
    abstract String shell(WorkloadId workload, ContainerRuntime where, String script);

    /** More of what only some can make, such as files of others. */
    abstract String more();

    @BeforeEach
    void fill() {
        VOLUMES.forEach(volume -> source().ensureVolume(leaving(), volume));
        shell(leaving(), source(), FILL + more());
        sender = new HomeSender(source().homes(), PATIENCE);
        receiver = new HomeReceiver(target(), new Arrivals(folder.resolve("arriving")), PATIENCE);
    }

    @AfterEach
    void remove() {
        relay.close();
        source().removeVolumes(leaving());
        target().removeVolumes(arriving());
        source().close();
        target().close();
    }

    @Test
    void arrivesAsItWasWithOwnersModesLinksHolesAndAll() throws Exception {
        String before = shell(leaving(), source(), LIST);
        Sum sum = move();

        assertThat(shell(arriving(), target(), LIST))
                .isEqualTo(before)
                .contains("with holes", "home/link l", "home/hard f");
        assertThat(sum.size()).isBetween(20_000_000L, 40_000_000L);
        assertThat(receiver.difference(settle(sum))).isNull();
        assertThat(receiver.difference(settle(new Sum(sum.size(), "0".repeat(64)))))
                .contains("not what was sent");
        assertThat(shell(leaving(), source(), LIST)).isEqualTo(before);
        assertThat(relay.waiting()).isZero();
    }

    @Test
    void goesOnWhereAConnectionBrokeAndBeginsAnewWhereItWasLost() throws Exception {
        String before = shell(leaving(), source(), LIST);
        relay.cutting(3).losing(7);
        Sum sum = move();

        assertThat(relay.attempts()).isEqualTo(3);
        assertThat(shell(arriving(), target(), LIST)).isEqualTo(before);
        assertThat(receiver.difference(settle(sum))).isNull();
    }

    @Test
    @Timeout(120)
    void tellsThatAllHasComeUntilThatIsHeard() throws Exception {
        relay.limitingTheLast();
        Sum sum = move();

        assertThat(relay.attempts()).isEqualTo(2);
        assertThat(relay.waiting()).isZero();
        assertThat(receiver.difference(settle(sum))).isNull();
    }

    @Test
    void takesNothingThatSomebodyChangedOnTheWay() {
        relay.forging(5);

        assertThatThrownBy(this::move).hasRootCauseMessage("Tag mismatch");
        assertThat(receiver.difference(settle(new Sum(1, "0".repeat(64))))).contains("not come to its end");
        receiver.discard(arriving());
        assertThat(receiver.expects(arriving(), 7)).isFalse();
    }

    @Test
    void endsOnBothSidesWhenTheMoveHasEnded() {
        CompletableFuture<Void> receiving = receiving();
        relay.end();

        assertThatThrownBy(receiving::join).hasMessageContaining("wants no more of this move");
        assertThatThrownBy(() -> sender.send(send(receiver.expect(receive())), () -> false))
                .hasMessageContaining("wants no more of this move");
    }

    private Sum move() throws IOException {
        CompletableFuture<Void> receiving = receiving();
        CompletableFuture<Void> failing = receiving.exceptionally(failure -> {
            relay.end();
            return null;
        });
        try {
            Sum sum = sender.send(send(receiver.expect(receive())), () -> false);
            receiving.join();
            return sum;
        } catch (IOException failure) {
            failing.join();
            receiving.join();
            throw failure;
        }
    }

    private CompletableFuture<Void> receiving() {
        receiver.expect(receive());
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        receiver.receive(receive(), () -> false);
                    } catch (IOException failure) {
                        throw new CompletionException(failure);
                    }
                },
                Thread::startVirtualThread);
    }

    private ReceiveHome receive() {
        return new ReceiveHome(HOST, arriving(), 7, VOLUMES, 0, relay.address(), "ticket");
    }

    private SendHome send(String key) {
        return new SendHome(HOST, leaving(), 7, VOLUMES, relay.address(), "ticket", key);
    }

    private SettleHome settle(Sum sum) {
        return new SettleHome(HOST, arriving(), 7, sum.size(), sum.sha256());
    }
}
