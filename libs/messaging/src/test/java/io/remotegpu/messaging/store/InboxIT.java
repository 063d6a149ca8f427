package io.remotegpu.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.KeyDesk.Desk;
import io.remotegpu.messaging.KeyDesk.Handler;
import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingTest
class InboxIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Autowired
    private Handler handler;

    @Autowired
    private Desk desk;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Publisher publisher;

    @Autowired
    private TopicProbe probe;

    @Test
    void handlesAMessageOnceHoweverOftenItIsDelivered() {
        Envelope<SshKeyRemoved> envelope = publisher.publish(new SshKeyRemoved(new CustomerId(21), 1));
        publisher.publish(envelope);
        publisher.publish(envelope);
        publisher.publish(new SshKeyRemoved(new CustomerId(21), 2));

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(21).contains(2L));
        assertThat(handler.handled(21)).containsExactly(1L, 2L);
        assertThat(handler.delivered())
                .filteredOn(heard -> heard.id().equals(envelope.id()))
                .hasSize(3);
    }

    @Test
    void letsEachConsumerHaveTheMessageOnce() {
        Envelope<SshKeyRemoved> envelope = envelope(new SshKeyRemoved(new CustomerId(22), 1));
        int[] effects = new int[1];

        inbox.once("first", envelope, message -> effects[0]++);
        inbox.once("first", envelope, message -> effects[0]++);
        inbox.once("second", envelope, message -> effects[0]++);

        assertThat(effects[0]).isEqualTo(2);
    }

    @Test
    void triesAgainAfterTheEffectFailed() {
        Envelope<SshKeyRemoved> envelope = envelope(new SshKeyRemoved(new CustomerId(23), 1));
        int[] effects = new int[1];
        try {
            inbox.once("third", envelope, message -> {
                throw new IllegalStateException("not yet");
            });
        } catch (IllegalStateException expected) {
            // The claim is rolled back with the effect.
        }

        inbox.once("third", envelope, message -> effects[0]++);

        assertThat(effects[0]).isEqualTo(1);
    }

    @Test
    void continuesTheTraceOfTheMessageInWhatItCauses() {
        inbox.once("fourth", envelope(new SshKeyRemoved(new CustomerId(24), 1)), message -> desk.remove(24, 2));

        probe.await(SshKeyRemoved.class, removed -> removed.customerId().value() == 24);
        assertThat(probe.envelopes())
                .filteredOn(heard -> heard.message().equals(new SshKeyRemoved(new CustomerId(24), 2)))
                .first()
                .extracting(Envelope::traceparent)
                .asString()
                .startsWith("00-" + TRACE);
    }

    private static <M extends Message> Envelope<M> envelope(M message) {
        return new Envelope<>(
                UUID.randomUUID(), "test", Instant.now(), "00-" + TRACE + "-00f067aa0ba902b7-01", message);
    }
}
