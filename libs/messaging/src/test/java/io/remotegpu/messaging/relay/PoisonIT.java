package io.remotegpu.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.messaging.DeadLetter;
import io.remotegpu.messaging.KeyDesk.Desk;
import io.remotegpu.messaging.KeyDesk.Handler;
import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.testing.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row that slipped past the outbox's own limit. */
@MessagingTest
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Desk desk;

    @Autowired
    private Handler handler;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TopicProbe probe;

    @Test
    void putsARowThatKafkaRefusesAsideAndGoesOn() {
        UUID id = UUID.randomUUID();
        desk.remove(61, 1);
        jdbc.sql("""
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, source, created_at)
                        values (?, ?, '61', 'identity.ssh-key-removed.v1', repeat('x', 2000000), 'desk', now())
                        """).params(id, Topics.IDENTITY).update();
        desk.remove(61, 2);

        await().atMost(PATIENCE).until(() -> handler.handled(61).equals(List.of(1L, 2L)));
        await().atMost(PATIENCE).until(() -> !letters(id).isEmpty());
        ConsumerRecord<String, byte[]> letter = letters(id).getFirst();
        assertThat(letter.key()).isEqualTo("61");
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.CONSUMER)).isEqualTo("outbox-relay");
        assertThat(header(letter, DeadLetter.REASON)).contains("RecordTooLarge");
    }

    private List<ConsumerRecord<String, byte[]>> letters(UUID id) {
        return probe.records(Topics.deadLetters(Topics.IDENTITY)).stream()
                .filter(letter -> id.toString().equals(header(letter, CloudEventHeaders.ID)))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
