package io.remotegpu.revocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.contracts.Topics;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestKafka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real Kafka. */
class RevocationFeedIT {
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    private static final CustomerId ADA = new CustomerId(7);
    private static final Duration BACK = Duration.ofMinutes(20);

    private final Publisher identity = new Publisher(TestKafka.bootstrapServers(), "identity-service");

    @BeforeEach
    void forget() {
        TestKafka.forgetEverything();
    }

    @AfterEach
    void close() {
        identity.close();
    }

    @Test
    void hearsInEveryProcessWhatWasSaidBeforeAndAfterItsStart() {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        identity.publish(new SessionRevoked(ADA, early, "logout"));
        Revocations first = revocations();
        Revocations second = revocations();
        RevocationFeed firstFeed = feed(first);
        RevocationFeed secondFeed = feed(second);
        try {
            awaitEnded(first, early);
            awaitEnded(second, early);

            identity.publish(new SessionRevoked(ADA, late, "logout"));

            awaitEnded(first, late);
            awaitEnded(second, late);
        } finally {
            firstFeed.stop();
            secondFeed.stop();
        }
    }

    @Test
    void passesOverWhatNobodyCanRead() {
        Revocations revocations = revocations();
        RevocationFeed feed = feed(revocations);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.IDENTITY, ADA.toString(), "no envelope"));
            producer.flush();
            identity.publish(new CustomerSuspended(ADA));

            await().until(() -> revocations.of(bearer(UUID.randomUUID())) == Verdict.SUSPENDED);
        } finally {
            feed.stop();
        }
    }

    @Test
    void startsAndStopsWhileKafkaIsAway() {
        RevocationFeed feed =
                new RevocationFeed(Map.of("bootstrap.servers", "127.0.0.1:1"), BACK, Clock.systemUTC(), revocations());
        feed.start();

        assertThat(feed.isRunning()).isTrue();
        feed.stop();
        assertThat(feed.isRunning()).isFalse();
    }

    private static Revocations revocations() {
        return new Revocations(Clock.systemUTC(), BACK, 1000);
    }

    private static RevocationFeed feed(Revocations revocations) {
        RevocationFeed feed = new RevocationFeed(KAFKA, BACK, Clock.systemUTC(), revocations);
        feed.start();
        return feed;
    }

    private static void awaitEnded(Revocations revocations, UUID login) {
        await().atMost(Duration.ofSeconds(30)).until(() -> revocations.of(bearer(login)) == Verdict.ENDED);
    }

    private static Bearer bearer(UUID login) {
        return new Bearer(ADA, login.toString(), "external", Instant.now());
    }
}
