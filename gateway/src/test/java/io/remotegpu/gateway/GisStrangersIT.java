package io.remotegpu.gateway;

import static io.remotegpu.contracts.gis.GisVisibility.PUBLIC;
import static io.remotegpu.contracts.gis.GisVisibility.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisLimits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What those may cost who do not own an instance. */
@TestPropertySource(
        properties = {
            "gateway.gis.limits.anonymous-per-second=0.001",
            "gateway.gis.limits.anonymous-burst=5",
            "gateway.gis.limits.stranger-per-second=0.001",
            "gateway.gis.limits.stranger-burst=3",
            "gateway.gis.inspection.patience=10m"
        })
class GisStrangersIT extends GisTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void sparesBearersOfItsOwnKeysAloneTheLimitOfStrangers() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);
        announce(GisFacts.key("rgis_mine" + key, key, false), "rgis_mine" + key, 200);
        announce(GisFacts.key("rgis_foreign" + key, "another", false), "rgis_foreign" + key, 429);

        assertThat(askWithKey("rgis_mine" + key, "/cities").statusCode()).isEqualTo(200);
    }

    @Test
    void countsWhoIsLoggedInByThePersonUnlessTheInstanceIsTheirs() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);
        long stranger = ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE);

        for (int asked = 0; asked < 3; asked++) {
            assertThat(askAs(stranger, "/cities").statusCode()).isEqualTo(200);
        }
        assertThat(askAs(stranger, "/cities").statusCode()).isEqualTo(429);
        assertThat(askAs(stranger + 1, "/cities").statusCode()).isEqualTo(200);
        for (int asked = 0; asked < 9; asked++) {
            assertThat(askAs(GisFacts.OWNER, "/cities").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void countsRequestsBeforeItReadsTheirBodies() throws Exception {
        GisLimits limits = new GisLimits(50, 1, 1_000);
        announce(
                GisFacts.running(
                        key, TOKEN, limits, PathMode.PREFIX_NATIVE, new GisEndpoint("127.0.0.1", upstream.port(), 1)),
                200);
        announce(GisFacts.key("rgis_read" + key, key, false), "rgis_read" + key, 200);

        await().atMost(PATIENCE).until(() -> postTransaction().statusCode() == 403);
        await().atMost(PATIENCE).until(() -> postTransaction().statusCode() == 429);
    }

    @Test
    void refusesALargeBodyBeforeItComes() throws Exception {
        announce(GisFacts.running(key, TOKEN, upstream), 200);
        announce(GisFacts.key("rgis_read" + key, key, false), "rgis_read" + key, 200);

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(headOfALargeBody().getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 400");
        }
    }

    private HttpResponse<String> askAs(long person, String below) throws Exception {
        return send(requestAs(person, path + below));
    }

    private HttpResponse<String> postTransaction() throws Exception {
        return send(request(path + "/wfs")
                .header("X-Api-Key", "rgis_read" + key)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("<wfs:Transaction/>")));
    }

    private String headOfALargeBody() {
        return String.join(
                "\r\n",
                "POST " + path + "/wfs HTTP/1.1",
                "Host: 127.0.0.1:" + port,
                "X-Api-Key: rgis_read" + key,
                "Content-Type: text/xml",
                "Content-Length: 2000",
                "\r\n");
    }
}
