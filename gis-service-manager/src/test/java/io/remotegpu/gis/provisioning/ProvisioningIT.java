package io.remotegpu.gis.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.provisioning.ProvisioningQueue.Due;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ProvisioningIT extends RunningGis {
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    Provisioning provisioning;

    @Autowired
    ProvisioningJob job;

    @Autowired
    ProvisioningQueue queue;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void tellsAGeoServerItsSettingsInOrderAndChangesWhatIsThere() throws Exception {
        Api owner = somebody();
        long service = geoserver(owner, PASSWORD);
        try (StubGeoServer instance = new StubGeoServer(PASSWORD)) {
            ready(service, instance);
            awaitSettings(owner, service, 1);

            assertThat(instance.heard())
                    .startsWith("POST /rest/workspaces", "POST /rest/workspaces/city/datastores")
                    .endsWith(
                            "PUT /rest/services/wms/settings.json",
                            "PUT /rest/logging.json",
                            "PUT /gwc/rest/diskquota.xml");
            instance.heard().clear();
            ready(service, instance);
            awaitSettings(owner, service, 2);
            assertThat(instance.heard())
                    .doesNotContain("POST /rest/workspaces")
                    .startsWith("PUT /rest/workspaces/city/datastores/pg.json");
        }
    }

    @Test
    void triesAgainWhatFailedAndLogsWhyItGaveUp() throws Exception {
        Api owner = somebody();
        long service = geoserver(owner, "another password");
        try (StubGeoServer instance = new StubGeoServer(PASSWORD)) {
            instance.failNext(1);
            ready(service, instance);
            await().untilAsserted(() -> {
                clock.advance(Duration.ofMinutes(10));
                job.tell();
                JsonNode entry = entries(owner, service).path(0);
                assertThat(entry.path("operation_status").asString("")).isEqualTo("failed");
                assertThat(entry.path("log_message").asString())
                        .contains("admin_password")
                        .doesNotContain("another");
                assertThat(entry.at("/error_details/attempts").asInt()).isEqualTo(8);
            });
            assertThat(instance.heard()).isEmpty();
        }
    }

    @Test
    void takesTheEndOfAnEarlierRunForNothingInALaterOne() {
        long service = geoserver(somebody(), PASSWORD);
        URI endpoint = URI.create("http://127.0.0.1:9");
        Due earlier = takeNew(service, endpoint);
        provisioning.ended(service);
        Due later = takeNew(service, endpoint);

        queue.done(earlier);
        queue.retry(earlier, Duration.ZERO);
        assertThat(waits(service)).isTrue();
        assertThat(queue.take(1000)).extracting(Due::service).doesNotContain(service);

        queue.done(later);
        assertThat(waits(service)).isFalse();
    }

    private Due takeNew(long service, URI endpoint) {
        transaction.executeWithoutResult(status -> provisioning.ready(service, endpoint));
        return queue.take(1000).stream()
                .filter(due -> due.service() == service)
                .findFirst()
                .orElseThrow();
    }

    private boolean waits(long service) {
        return jdbc.sql("select wanted > done from service_provisionings where service_id = :id")
                .param("id", service)
                .query(Boolean.class)
                .single();
    }

    private static long geoserver(Api owner, String password) {
        return owner.service("geoserver", "maps", """
                {"admin_password":"%s","workspaces":[{"name":"city"}],
                 "data_stores":[{"name":"pg","workspace":"city","connection_id":%d}]}""".formatted(password, owner.connection("city")));
    }

    private void ready(long service, StubGeoServer instance) {
        transaction.executeWithoutResult(status -> provisioning.ready(service, instance.endpoint()));
    }

    private void awaitSettings(Api owner, long service, int times) {
        await().untilAsserted(() -> {
            job.tell();
            assertThat(entries(owner, service).size()).isEqualTo(times);
        });
    }

    private static JsonNode entries(Api owner, long service) {
        return owner.get("/user-services/" + service + "/logs?operation_type=provision")
                .data()
                .path("items");
    }
}
