package io.remotegpu.scheduler.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.NodeCommand.HomeCommand;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay as hosts meet it, over HTTP. */
class HomeRelayIT extends RunningScheduler {
    private final UUID move = UUID.randomUUID();
    private final HttpClient client = HttpClient.newHttpClient();
    private WorkloadId env;
    private FakeAgent source;
    private ReceiveHome receive;
    private SendHome send;

    /** A move whose source was asked to send and has not answered yet. */
    @BeforeEach
    void begin() {
        source = world.host(1);
        env = world.request(1);
        world.awaitRunning(env, 0);
        world.host(1);
        source.ignores(SendHome.class::isInstance);
        world.publisher.publish(new EnvMoveRequested(env, OWNER, move, null, false));
        receive = asked(ReceiveHome.class);
        send = asked(SendHome.class);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void handsPiecesOverOnceAndInOrderAndNoMoreThanFitAtATime() throws Exception {
        String attempt = post(send.ticket());

        assertThat(get(receive, attempt, 0).statusCode()).isEqualTo(204);
        assertThat(put(attempt, 0, false, "key").statusCode()).isEqualTo(204);
        assertThat(put(attempt, 0, false, "key").statusCode()).isEqualTo(204);
        assertThat(get(receive, attempt, 0).body()).isEqualTo("key".getBytes());
        for (int number = 1; number < 32; number++) {
            assertThat(put(attempt, number, false, "piece " + number).statusCode())
                    .isEqualTo(204);
        }
        assertThat(put(attempt, 32, true, "last").statusCode()).isEqualTo(429);
        assertThat(get(receive, attempt, 1).body()).isEqualTo("piece 1".getBytes());
        assertThat(put(attempt, 32, true, "last").statusCode()).isEqualTo(204);
        assertThat(world.count("select count(*) from home_pieces")).isEqualTo(32);

        HttpResponse<byte[]> last = get(receive, attempt, 32);
        assertThat(last.headers().firstValue("X-Move-Last")).contains("true");
        assertThat(get(receive, attempt, 33).statusCode()).isEqualTo(204);
        assertThat(ask(send, "GET", "/" + attempt).headers().firstValue("X-Move-Taken"))
                .contains("33");
        assertThat(world.count("select count(*) from home_pieces")).isZero();
    }

    @Test
    void whoeverLostSomethingBeginsAnewAndTheOtherIsToldSo() throws Exception {
        String first = post(receive.ticket());
        String second = post(send.ticket());
        assertThat(put(second, 0, false, "key").statusCode()).isEqualTo(204);
        assertAnother(get(receive, first, 0), second);
        assertAnother(put(second, 2, false, "one was left out"), second);

        String third = post(receive.ticket());
        assertAnother(put(second, 1, false, "of before"), third);
        assertThat(get(receive, third, 0).statusCode()).isEqualTo(204);

        // a crash of the database empties the table that is not logged
        put(third, 0, false, "key");
        world.jdbc.sql("delete from home_pieces").update();
        assertAnother(get(receive, third, 0), Integer.toString(Integer.parseInt(third) + 1));
    }

    @Test
    void opensForTheTwoHostsOfTheMoveOnlyAndOnlyUntilItEnds() throws Exception {
        String attempt = post(send.ticket());
        assertThat(ask("guessed", "POST", "").statusCode()).isEqualTo(404);
        assertThat(ask(receive.ticket(), "PUT", "/" + attempt + "/pieces/0?last=false")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(send, attempt, 0).statusCode()).isEqualTo(404);
        assertThat(put(attempt, 0, false, "x".repeat(1024 * 1024 + 1025)).statusCode())
                .isEqualTo(400);

        world.publisher.publish(new HomeNotSent(source.host(), env, send.epoch(), "input/output error"));
        world.probe.await(EnvMoveFailed.class, fact -> fact.moveId().equals(move));
        assertThat(put(attempt, 0, false, "key").statusCode()).isEqualTo(404);
        assertThat(get(receive, attempt, 0).statusCode()).isEqualTo(404);
        assertThat(world.said(EnvMoved.class, env)).isEmpty();
    }

    /** Else whoever guesses numbers of moves would keep their pieces waiting. */
    @Test
    void aStrangerIsTurnedAwayWithoutWaitingForTheHostsOfTheMove() {
        part(TransactionTemplate.class).executeWithoutResult(held -> {
            part(JdbcClient.class)
                    .sql("select epoch from moves for update")
                    .query(Long.class)
                    .list();
            for (String path : List.of("", "/1", "/1/pieces/0")) {
                assertThat(stranger(path.isEmpty() ? "POST" : "GET", path)).isEqualTo(404);
            }
        });
    }

    private int stranger(String method, String path) {
        try {
            return ask("guessed", method, path).statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }

    private <C extends HomeCommand> C asked(Class<C> type) {
        return world.probe.await(type, command -> command.workloadId().equals(env));
    }

    private static void assertAnother(HttpResponse<?> answer, String attempt) {
        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.headers().firstValue("X-Move-Attempt")).contains(attempt);
    }

    private String post(String ticket) throws IOException, InterruptedException {
        return ask(ticket, "POST", "").headers().firstValue("X-Move-Attempt").orElseThrow();
    }

    private HttpResponse<byte[]> put(String attempt, int number, boolean last, String piece)
            throws IOException, InterruptedException {
        return client.send(
                request(send.ticket(), "/" + attempt + "/pieces/" + number + "?last=" + last)
                        .PUT(BodyPublishers.ofString(piece))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(HomeCommand host, String attempt, int number)
            throws IOException, InterruptedException {
        return ask(host, "GET", "/" + attempt + "/pieces/" + number);
    }

    private HttpResponse<byte[]> ask(HomeCommand host, String method, String path)
            throws IOException, InterruptedException {
        return ask(host instanceof SendHome ? send.ticket() : receive.ticket(), method, path);
    }

    private HttpResponse<byte[]> ask(String ticket, String method, String path)
            throws IOException, InterruptedException {
        return client.send(
                request(ticket, path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String ticket, String path) {
        String ours = URI.create(send.target()).getPath();
        return HttpRequest.newBuilder(URI.create(admin().origin() + ours + "/attempts" + path))
                .header("X-Move-Ticket", ticket)
                .timeout(Duration.ofSeconds(60));
    }
}
