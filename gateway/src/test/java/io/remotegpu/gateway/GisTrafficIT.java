package io.remotegpu.gateway;

import static io.remotegpu.contracts.gis.GisVisibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "gateway.gis.traffic.interval=100ms")
class GisTrafficIT extends GisTestBase {
    @Test
    void tellsWhatWentToEachInstanceOnce() throws Exception {
        announce(GisFacts.running(key, PRIVATE, upstream), 200);
        upstream.answering(500, "X-Reason", "broken");
        for (int i = 0; i < 4; i++) {
            ask("/broken");
        }

        List<GisTraffic> told = toldUntil(5);

        assertThat(told.stream().mapToLong(GisTraffic::requests).sum()).isEqualTo(5);
        assertThat(told.stream().mapToLong(GisTraffic::errors).sum()).isEqualTo(4);
        assertThat(told).allSatisfy(report -> {
            assertThat(report.latencies()).hasSize(GisTraffic.BOUNDS_MS.size() + 1);
            assertThat(report.latencies().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(report.requests());
            assertThat(report.from()).isBeforeOrEqualTo(report.to());
        });
        assertThat(send(request("/actuator/prometheus")).body())
                .contains("gateway_gis_errors_total{service=\"gis-" + key + "\"} 4.0");
    }

    private List<GisTraffic> toldUntil(int requests) {
        List<GisTraffic> told = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Platform.KAFKA.getBrokersAsString(),
                "group.id",
                key,
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, Envelope<Message>> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer())) {
            consumer.subscribe(List.of(Topics.GIS_TRAFFIC));
            Instant end = Instant.now().plusSeconds(60);
            while (sum(told) < requests && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(500)).forEach(heard -> {
                    if (heard.value().message() instanceof GisTraffic report
                            && report.serviceId().equals(GisFacts.service(key))) {
                        told.add(report);
                    }
                });
            }
        }
        return told;
    }

    private static long sum(List<GisTraffic> told) {
        return told.stream().mapToLong(GisTraffic::requests).sum();
    }
}
