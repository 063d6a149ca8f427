package io.remotegpu.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.KeyDesk.Desk;
import io.remotegpu.messaging.KeyDesk.Handler;
import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingTest
class OutboxIT {
    @Autowired
    private Desk desk;

    @Autowired
    private Handler handler;

    @Autowired
    private TopicProbe probe;

    @Test
    void tellsWhatCommittedAndNothingOfWhatRolledBack() {
        desk.removeAndFail(1, 10);
        desk.remove(1, 11);

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(1).contains(11L));
        probe.await(SshKeyRemoved.class, new SshKeyRemoved(new CustomerId(1), 11)::equals);
        assertThat(handler.handled(1)).containsExactly(11L);
        assertThat(probe.messages(SshKeyRemoved.class)).doesNotContain(new SshKeyRemoved(new CustomerId(1), 10));
    }

    @Test
    void keepsTheOrderOfOneKeyAcrossTransactions() {
        long[] keys = LongStream.rangeClosed(1000, 1199).toArray();
        for (int from = 0; from < keys.length; from += 4) {
            desk.remove(2, keys[from], keys[from + 1], keys[from + 2], keys[from + 3]);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(2).size() == keys.length);
        assertThat(handler.handled(2))
                .containsExactly(LongStream.of(keys).boxed().toArray(Long[]::new));
    }

    @Test
    void sendsTheEnvelopeInHeaders() {
        Instant before = Instant.now().minusMillis(1);
        desk.remove(3, 30);

        probe.await(SshKeyRemoved.class, new SshKeyRemoved(new CustomerId(3), 30)::equals);
        Envelope<Message> envelope = probe.envelopes().stream()
                .filter(heard -> heard.message().equals(new SshKeyRemoved(new CustomerId(3), 30)))
                .findFirst()
                .orElseThrow();
        assertThat(envelope.source()).isEqualTo("desk");
        assertThat(envelope.time()).isBetween(before, Instant.now());
        assertThat(envelope.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void refusesToPublishOutsideATransaction() {
        assertThatThrownBy(() -> desk.outbox().publish(new SshKeyRemoved(new CustomerId(4), 40)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void refusesWhatNoTopicWouldTakeWithTheWholeTransaction() {
        String name = "\u00fc".repeat(Outbox.LARGEST_PAYLOAD / 2);

        assertThatThrownBy(() -> desk.transaction().executeWithoutResult(status -> desk.outbox()
                        .publish(
                                new SshKeyRemoved(new CustomerId(5), 50),
                                new WorkspaceCreated(new WorkspaceId(5), new CustomerId(5), name, "team"))))
                .isInstanceOfSatisfying(PlatformException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.VALIDATION_FAILED))
                .hasMessageContaining("too large");
        assertThat(desk.jdbc()
                        .sql("select count(*) from outbox where aggregateid = '5'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
