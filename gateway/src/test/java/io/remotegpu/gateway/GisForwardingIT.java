package io.remotegpu.gateway;

import static io.remotegpu.contracts.gis.GisVisibility.PRIVATE;
import static io.remotegpu.contracts.gis.GisVisibility.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GisForwardingIT extends GisTestBase {
    @Test
    void showsTheInstanceNothingThatOpensThePlatformOrThatOnlyThePlatformMaySay() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        send(requestAs(GisFacts.OWNER, path + "/cities")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-Script-Name", "/evil")
                .header("X-Qgis-Project", "/etc/passwd")
                .header("X-Rewrite-URL", "/evil")
                .header("sec-username", "admin")
                .header("sec-roles", "ROLE_ADMINISTRATOR")
                .header("Cookie", "JSESSIONID=of-the-instance"));

        Headers seen = upstream.askedHeaders();
        assertThat(seen)
                .doesNotContainKeys(
                        "Authorization", "X-forwarded-prefix", "X-script-name", "X-qgis-project", "X-rewrite-url");
        assertThat(seen).doesNotContainKeys("Sec-username", "Sec-roles");
        assertThat(seen.get("X-forwarded-host")).containsExactly("127.0.0.1:" + port);
        assertThat(seen.get("X-forwarded-port")).containsExactly(Integer.toString(port));
        assertThat(seen.get("X-forwarded-proto")).containsExactly("http");
        assertThat(seen.get("Host")).containsExactly("127.0.0.1:" + port);
        assertThat(seen.get("Cookie")).containsExactly("JSESSIONID=of-the-instance");
    }

    @Test
    void passesTheInstancesOwnLoginOn() throws Exception {
        announce(GisFacts.running(key, PUBLIC, upstream), 200);

        send(request(path + "/cities").header("Authorization", "Basic YTpi"));

        assertThat(upstream.askedHeaders().getFirst("Authorization")).isEqualTo("Basic YTpi");
    }

    @Test
    void keepsPagesThatShowDataFromActingAsTheirReader() throws Exception {
        upstream.answering(200, "Server", "Jetty").answering(200, "Set-Cookie", "a=b; Path=/; Domain=example.org");
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        HttpHeaders data = ask("/cities").headers();
        HttpHeaders console = ask("/rest/layers").headers();

        assertThat(data.firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox ");
        assertThat(console.firstValue("Content-Security-Policy")).hasValue("frame-ancestors 'self'");
        assertThat(data.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(data.allValues("Set-Cookie")).containsExactly("a=b; Path=" + path);
        assertThat(data.firstValue("Server")).isEmpty();
        assertThat(data.firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void letsNoCacheOnTheWayKeepWhatOnePersonMaySee() throws Exception {
        upstream.answering(200, "Cache-Control", "public, max-age=300, s-maxage=900");
        announce(GisFacts.running(key, PRIVATE, upstream), 200);

        assertThat(ask("/0/0/0").headers().firstValue("Cache-Control")).hasValue("private, max-age=300");
    }

    @Test
    void letsNoCacheKeepTheConsoleOfAnInstanceThatEverybodySees() throws Exception {
        upstream.answering(200, "Cache-Control", "public, max-age=300");
        announce(GisFacts.running(key, PUBLIC, upstream), 200);

        assertThat(ask("/rest/styles").headers().firstValue("Cache-Control")).hasValue("private, max-age=300");
        assertThat(ask("/0/0/0").headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:{port}{path}/web/, {path}/web/",
        "http://127.0.0.1:{port}/web/?a=b, {path}/web/?a=b",
        "http://127.0.0.1:{port}, {path}/",
        "{path}/web/, {path}/web/",
        "https://elsewhere.example/x, https://elsewhere.example/x"
    })
    void neverSendsAnybodyToTheInnerAddress(String location, String shown) throws Exception {
        upstream.answering(302, "Location", filled(location));
        announce(GisFacts.running(key, PRIVATE, upstream), 302);

        assertThat(ask("/web").headers().firstValue("Location")).hasValue(filled(shown));
    }

    @Test
    void takesThePrefixAwayWhereTheInstanceDoesNotKnowIt() throws Exception {
        upstream.answering(302, "Location", "/login");
        announce(
                GisFacts.running(
                        key,
                        PRIVATE,
                        GisFacts.WIDE,
                        PathMode.REWRITE,
                        new GisEndpoint("127.0.0.1", upstream.port(), 1)),
                302);

        HttpResponse<String> answer = ask("/styles/a.json?x=%2F");

        assertThat(upstream.askedFor()).isEqualTo("/styles/a.json?x=%2F");
        assertThat(upstream.askedHeaders().getFirst("X-Forwarded-Prefix")).isEqualTo(path);
        assertThat(answer.headers().firstValue("Location")).hasValue(path + "/login");
        ask("");
        assertThat(upstream.askedFor()).isEqualTo("/");
    }

    private String filled(String template) {
        return template.replace("{port}", Integer.toString(upstream.port())).replace("{path}", path);
    }
}
