package io.remotegpu.gateway;

import static io.remotegpu.contracts.gis.GisVisibility.PRIVATE;
import static io.remotegpu.contracts.gis.GisVisibility.PUBLIC;
import static io.remotegpu.contracts.gis.GisVisibility.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GisAccessIT extends GisTestBase {
    private static final long STRANGER = 42;

    @Test
    void leadsTheOwnerAndNobodyElseToAPrivateInstance() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        HttpResponse<String> mine = ask("/cities?SERVICE=WMS&LAYERS=a%20b");

        assertThat(mine.body()).isEqualTo("a tile");
        assertThat(upstream.askedFor()).isEqualTo(path + "/cities?SERVICE=WMS&LAYERS=a%20b");
        assertThat(code(send(requestAs(STRANGER, path + "/cities")))).isEqualTo(40006);
        assertThat(code(send(requestAs(STRANGER, "/s/nosuchkey/cities")))).isEqualTo(40006);
        assertThat(code(send(request(path + "/cities")))).isEqualTo(20001);
        assertThat(code(send(request("/s/nosuchkey/cities")))).isEqualTo(20001);
        assertThat(code(send(request(path + "/cities").header("Authorization", "Bearer " + Platform.expiredToken()))))
                .isEqualTo(20002);
    }

    @Test
    void leadsBearersOfItsKeysToATokenInstanceUntilTheKeyIsRevoked() throws Exception {
        announce(GisFacts.running(key, TOKEN, upstream), 200);
        GisApiKey apiKey = GisFacts.key("rgis_one" + key, key, false);
        announce(apiKey, "rgis_one" + key, 200);

        HttpResponse<String> inQuery = send(request(path + "/1/2/3?a=b&key=rgis_one" + key + "&c=d&key=mine"));

        assertThat(inQuery.statusCode()).isEqualTo(200);
        assertThat(upstream.askedFor()).isEqualTo(path + "/1/2/3?a=b&c=d&key=mine");
        assertThat(upstream.askedHeaders().containsKey("X-Api-Key")).isFalse();
        assertThat(code(askWithKey("rgis_guessed", "/1/2/3"))).isEqualTo(20001);
        assertThat(code(askWithKey("rgis_one" + key, "/rest/layers"))).isEqualTo(20003);
        announce(revoked(apiKey), "rgis_one" + key, 401);
    }

    @Test
    void hidesAnInstanceFromTheKeysOfAnother() throws Exception {
        announce(GisFacts.running(key, TOKEN, upstream), 200);
        announce(GisFacts.key("rgis_other" + key, "another", true), "rgis_other" + key, 404);
    }

    @Test
    void refusesAKeyThatExpiredOrComesFromAnotherPage() throws Exception {
        announce(GisFacts.running(key, TOKEN, upstream), 200);
        GisApiKey good = GisFacts.key("rgis_page" + key, key, false);
        announce(good, "rgis_page" + key, 200);

        announce(with(good, null, List.of("maps.example.org")), "rgis_page" + key, 401);
        HttpRequest.Builder fromThePage = request(path + "/1")
                .header("X-Api-Key", "rgis_page" + key)
                .header("Origin", "https://maps.example.org");
        assertThat(send(fromThePage).statusCode()).isEqualTo(200);

        announce(good, "rgis_page" + key, 200);
        announce(with(good, Instant.EPOCH, List.of()), "rgis_page" + key, 401);
    }

    @Test
    void letsEverybodyReadAPublicInstanceAndOnlyItsOwnerAdministerIt() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);

        assertThat(send(request(path + "/cities")).statusCode()).isEqualTo(200);
        assertThat(send(requestAs(STRANGER, path + "/cities")).statusCode()).isEqualTo(200);
        assertThat(code(send(request(path + "/rest/layers")))).isEqualTo(20001);
        assertThat(code(send(requestAs(STRANGER, path + "/rest/layers")))).isEqualTo(20003);
        assertThat(ask("/rest/layers").statusCode()).isEqualTo(200);
    }

    @Test
    void neverLeadsAnybodyToWhatIsInside() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);

        assertThat(code(ask("/_/metrics"))).isEqualTo(40006);
        assertThat(code(send(request(path + "/_/metrics")))).isEqualTo(40006);
        HttpRequest.Builder deletion =
                requestAs(GisFacts.OWNER, path + "/cities").DELETE();
        assertThat(code(send(deletion))).isEqualTo(40006);
        assertThat(upstream.askedFor()).isEqualTo(path + "/heard");
    }

    @Test
    void letsReadersPostQueriesAndNotTransactions() throws Exception {
        announce(GisFacts.running(key, TOKEN, upstream), 200);
        announce(GisFacts.key("rgis_read" + key, key, false), "rgis_read" + key, 200);
        announce(GisFacts.key("rgis_write" + key, key, true), "rgis_write" + key, 200);
        String transaction = "<wfs:Transaction><wfs:Insert/></wfs:Transaction>";

        assertThat(post("rgis_read" + key, "<wfs:GetFeature/>").statusCode()).isEqualTo(200);
        assertThat(upstream.askedBody()).isEqualTo("<wfs:GetFeature/>");
        assertThat(code(post("rgis_read" + key, transaction))).isEqualTo(20003);
        assertThat(code(askWithKey("rgis_read" + key, "/wfs?request=Transaction")))
                .isEqualTo(20003);
        assertThat(code(askWithKey("rgis_read" + key, "/wfs/%54ransaction?service=WFS")))
                .isEqualTo(20003);
        assertThat(post("rgis_write" + key, transaction).statusCode()).isEqualTo(200);
        assertThat(upstream.askedBody()).isEqualTo(transaction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2f..%2fapi/v1/users/me",
                "/%2e%2e/x",
                "/a;b=c/x",
                "/%252e%252e/x",
                "/a%5c..%5cx",
                "//x",
                "/a%00"
            })
    void refusesPathsThatLeadElsewhere(String below) throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + below))
                .header("Authorization", "Bearer " + Platform.token(GisFacts.OWNER)));

        assertThat(code(answer)).isEqualTo(30001);
        assertThat(upstream.askedFor()).isEqualTo(path + "/heard");
    }

    @Test
    void letsPagesOfOtherOriginsAskAndTellsThemNothingOfWhatIsThere() throws Exception {
        HttpRequest.Builder preflight = request("/s/nosuchkey/x")
                .header("Origin", "https://maps.example.org")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody());

        HttpResponse<String> answer = send(preflight);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("X-Api-Key");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    private HttpResponse<String> post(String secret, String body) throws Exception {
        return send(request(path + "/wfs")
                .header("X-Api-Key", secret)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString(body)));
    }

    private static int code(HttpResponse<String> response) {
        return json(response).path("code").asInt();
    }

    private static GisApiKey revoked(GisApiKey key) {
        return new GisApiKey(key.keyId(), key.serviceId(), key.sha256(), false, null, List.of(), 0, true);
    }

    private static GisApiKey with(GisApiKey key, Instant expiresAt, List<String> referers) {
        return new GisApiKey(key.keyId(), key.serviceId(), key.sha256(), false, expiresAt, referers, 0, false);
    }
}
