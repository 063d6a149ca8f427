package io.remotegpu.gateway;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An instance behind the gateway, each test with a key of its own. */
abstract class GisTestBase extends GatewayTestBase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String key = getClass().getSimpleName().toLowerCase() + NUMBER.incrementAndGet();
    final String path = "/s/" + key;
    Upstream upstream;

    @BeforeEach
    void startInstance() throws Exception {
        upstream = Upstream.start();
    }

    @AfterEach
    void stopInstance() {
        upstream.close();
    }

    /** Returns when the gateway has heard of it: an owner's request is answered with this status. */
    void announce(GisRoute route, int status) throws Exception {
        GisFacts.tell(route);
        await().atMost(PATIENCE).until(() -> ask("/heard").statusCode() == status);
    }

    /** Returns when the gateway lets its bearer in, or out. */
    void announce(GisApiKey apiKey, String secret, int status) throws Exception {
        GisFacts.tell(apiKey);
        await().atMost(PATIENCE).until(() -> askWithKey(secret, "/heard").statusCode() == status);
    }

    /** As its owner. */
    HttpResponse<String> ask(String below) throws Exception {
        return send(requestAs(GisFacts.OWNER, path + below));
    }

    HttpResponse<String> askWithKey(String secret, String below) throws Exception {
        return send(request(path + below).header("X-Api-Key", secret));
    }
}
