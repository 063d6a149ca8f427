package io.remotegpu.gateway;

import static io.remotegpu.contracts.gis.GisVisibility.PRIVATE;
import static io.remotegpu.contracts.gis.GisVisibility.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.GisRoute.State;
import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.gateway.gis.routes.Instances;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "gateway.gis.limits.queue-wait=10m",
            "gateway.gis.wake-wait=10m",
            "gateway.gis.wake-secret=the secret of both"
        })
class GisAdmissionIT extends GisTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Instances instances;

    @Test
    void saysWhyNobodyAnswersWhereAnInstanceIsStopped() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        announce(GisFacts.in(State.STOPPED, key, false), 503);

        HttpResponse<String> answer = ask("/cities");
        assertThat(json(answer).path("code").asInt()).isEqualTo(10002);
        assertThat(json(answer).path("details").path("reason").asString()).isEqualTo("instance_stopped");
        assertThat(json(answer).path("details").path("why").asString()).isEqualTo("its owner stopped it");
        assertThat(json(answer).path("details").path("can_wake").asBoolean()).isFalse();
        announce(GisFacts.in(State.DELETED, key, false), 404);
    }

    @Test
    void wakesAnInstanceAndAnswersAllThatAskedWhenItRuns() throws Exception {
        GisFacts.tell(GisFacts.in(State.STOPPED, key, true));
        await().atMost(PATIENCE).until(() -> instances.find(key).isPresent());
        String wake = "/internal/user-services/gis-" + key + "/wake";

        List<CompletableFuture<HttpResponse<String>>> tiles = List.of(askLater("/1"), askLater("/2"), askLater("/3"));
        await().atMost(PATIENCE).until(() -> Platform.GIS.requests(wake) >= 1);
        GisFacts.tell(GisFacts.running(key, PRIVATE, upstream));

        assertThat(tiles)
                .allSatisfy(tile -> assertThat(tile.join().statusCode()).isEqualTo(200));
        assertThat(Platform.GIS.requests(wake)).isLessThanOrEqualTo(3);
        assertThat(Platform.GIS.lastHeaders().getFirst(GisHeaders.WAKE_SECRET)).isEqualTo("the secret of both");
    }

    @Test
    void signsItsOwnerInWhereThePlatformMadeAnAccount() throws Exception {
        String signIn = "/internal/user-services/gis-" + key + "/sign-in";
        Platform.GIS.with(signIn, "{\"data\":{\"authorization\":\"Basic b2Y6dXM=\",\"paths\":[\"/rest/config\"]}}");
        upstream.answering(200, "Set-Cookie", "JSESSIONID=of-the-administrator");
        announce(GisFacts.running(key, PUBLIC, upstream), 200);

        HttpResponse<String> answer = ask("/rest/config/layers");
        assertThat(upstream.askedHeaders().getFirst("Authorization")).isEqualTo("Basic b2Y6dXM=");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("b2Y6dXM=");
        assertThat(Platform.GIS.requests(signIn)).isEqualTo(1);
        for (String below : List.of("/rest/configuration", "/rest/other", "/cities")) {
            ask(below);
            assertThat(upstream.askedHeaders().getFirst("Authorization"))
                    .as(below)
                    .isNull();
        }
        assertThat(send(requestAs(GisFacts.OWNER + 1, path + "/rest/config/layers"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(upstream.askedFor()).endsWith("/cities");
    }

    @Test
    void asksUnsignedWhereTheAccountCannotBeLearnt() throws Exception {
        Platform.GIS.with("/internal/user-services/gis-" + key + "/sign-in", "<html>a proxy's page</html>");
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        assertThat(ask("/rest/config").statusCode()).isEqualTo(200);
        assertThat(upstream.askedHeaders().getFirst("Authorization")).isNull();
    }

    @Test
    void neverUsesAnAddressOfAnEarlierLife() throws Exception {
        announce(running(7), 200);

        announce(running(6), 503);

        assertThat(json(ask("/cities")).path("details").path("reason").asString())
                .isEqualTo("instance_unknown");
        announce(running(7), 200);
    }

    @Test
    void letsSoManyInAsMaySomeWaitAndRefusesTheRest() throws Exception {
        announce(limited(new GisLimits(1, 0, 1_000)), 200);
        CountDownLatch gate = upstream.shut();

        List<CompletableFuture<HttpResponse<String>>> three = List.of(askLater("/1"), askLater("/2"), askLater("/3"));
        HttpResponse<String> refused = (HttpResponse<String>)
                CompletableFuture.anyOf(three.toArray(CompletableFuture[]::new)).get();
        gate.countDown();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(refused).path("code").asInt()).isEqualTo(10003);
        assertThat(three.stream().map(answer -> answer.join().statusCode())).containsExactlyInAnyOrder(200, 200, 429);
    }

    @Test
    void refusesWhatComesTooOften() throws Exception {
        announce(limited(new GisLimits(50, 1, 1_000)), 200);

        List<Integer> answers = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            answers.add(ask("/cities").statusCode());
            return answers.contains(429);
        });
    }

    @Test
    void refusesBodiesThatAreTooLargeWhetherTheySaySoOrNot() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);
        byte[] large = new byte[2_000];

        HttpResponse<String> said =
                send(requestAs(GisFacts.OWNER, path + "/x").POST(BodyPublishers.ofByteArray(large)));
        assertThat(upstream.askedFor()).isEqualTo(path + "/heard");
        HttpResponse<String> unsaid = send(requestAs(GisFacts.OWNER, path + "/x")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(json(said).path("code").asInt()).isEqualTo(30001);
        assertThat(json(unsaid).path("code").asInt()).isEqualTo(30001);
    }

    @Test
    void waitsForAnAnswerNoLongerThanTheRuleAllows() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);
        upstream.shut();

        assertThat(ask("/slow").statusCode()).isEqualTo(503);
    }

    @Test
    void saysThatNobodyListensAtTheAddress() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);
        upstream.close();

        HttpResponse<String> answer = ask("/cities");

        assertThat(json(answer).path("code").asInt()).isEqualTo(10002);
        assertThat(answer.body()).doesNotContain("127.0.0.1");
    }

    private CompletableFuture<HttpResponse<String>> askLater(String below) {
        return HttpClient.newHttpClient()
                .sendAsync(requestAs(GisFacts.OWNER, path + below).build(), HttpResponse.BodyHandlers.ofString());
    }

    private GisRoute running(long epoch) {
        return GisFacts.running(
                key,
                PRIVATE,
                GisFacts.WIDE,
                PathMode.PREFIX_NATIVE,
                new GisEndpoint("127.0.0.1", upstream.port(), epoch));
    }

    private GisRoute limited(GisLimits limits) {
        return GisFacts.running(
                key, PRIVATE, limits, PathMode.PREFIX_NATIVE, new GisEndpoint("127.0.0.1", upstream.port(), 1));
    }
}
