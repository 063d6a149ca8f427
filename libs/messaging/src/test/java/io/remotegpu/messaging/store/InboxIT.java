package io.remotegpu.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void takesOfManyInTheirOrderThoseThatItHasNotHad() {
        Envelope<SshKeyRemoved> first = envelope(new SshKeyRemoved(new CustomerId(25), 1));
        Envelope<SshKeyRemoved> second = envelope(new SshKeyRemoved(new CustomerId(25), 2));
        Envelope<SshKeyRemoved> third = envelope(new SshKeyRemoved(new CustomerId(25), 3));
        List<Long> taken = new ArrayList<>();
        inbox.once("fifth", second, message -> {});

        inbox.onceEach("fifth", List.of(third, first, second, first), message -> taken.add(message.keyId()));
        inbox.onceEach("fifth", List.of(first, third), message -> taken.add(message.keyId()));

        assertThat(taken).containsExactly(3L, 1L);
    }

    @Test
    void hasTakenNoneOfManyIfTheEffectOfOneFails() {
        List<Envelope<SshKeyRemoved>> both = List.of(
                envelope(new SshKeyRemoved(new CustomerId(26), 1)), envelope(new SshKeyRemoved(new CustomerId(26), 2)));
        List<Long> taken = new ArrayList<>();

        assertThatThrownBy(() -> inbox.onceEach("sixth", both, message -> {
                    desk.outbox().publish(new SshKeyRemoved(new CustomerId(26), 100 + message.keyId()));
                    if (message.keyId() == 2) {
                        throw new IllegalStateException("not this one");
                    }
                }))
                .hasMessage("not this one");
        inbox.onceEach("sixth", both, message -> taken.add(message.keyId()));

        assertThat(taken).containsExactly(1L, 2L);
        assertThat(published(26)).isEmpty();
    }

    @Test
    void tellsWhatManyCauseInTheirOrderEachInItsTrace() {
        List<Envelope<SshKeyRemoved>> both = List.of(
                envelope(new SshKeyRemoved(new CustomerId(27), 1)), envelope(new SshKeyRemoved(new CustomerId(27), 2)));
        List<Integer> told = new ArrayList<>();

        inbox.onceEach("seventh", both, new Inbox.Effects<>() {
            @Override
            public void before(List<SshKeyRemoved> fresh) {
                told.add(fresh.size());
            }

            @Override
            public void of(SshKeyRemoved message) {
                desk.outbox().publish(new SshKeyRemoved(new CustomerId(27), 100 + message.keyId()));
                told.add(published(27).size());
            }
        });

        assertThat(told)
                .as("both at first, and nothing is written before the last")
                .containsExactly(2, 0, 0);
        assertThat(published(27))
                .allSatisfy(row -> assertThat(row).contains(TRACE))
                .satisfiesExactly(row -> assertThat(row).contains(":101"), row -> assertThat(row)
                        .contains(":102"));
    }

    private List<String> published(long customer) {
        return desk.jdbc()
                .sql("select payload || traceparent from outbox where aggregateid = :key order by seq")
                .param("key", Long.toString(customer))
                .query(String.class)
                .list();
    }

    private static <M extends Message> Envelope<M> envelope(M message) {
        return new Envelope<>(
                UUID.randomUUID(), "test", Instant.now(), "00-" + TRACE + "-00f067aa0ba902b7-01", message);
    }
}
