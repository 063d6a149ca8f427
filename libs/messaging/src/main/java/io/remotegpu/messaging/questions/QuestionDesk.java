package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeQuestion;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Questions go out here, and each answer goes to whoever asked. */
final class QuestionDesk {
    private static final Logger log = LoggerFactory.getLogger(QuestionDesk.class);

    private final KafkaTemplate<String, Envelope<? extends Message>> kafka;
    private final AnswerFeed feed;
    private final String source;
    private final Duration patience;
    private final Clock clock;
    private final Map<UUID, Consumer<NodeAnswer>> asking = new ConcurrentHashMap<>();

    /**
     * @param connection consumer settings that lead to the brokers
     * @param envelopes reads what hosts have signed
     */
    QuestionDesk(
            KafkaTemplate<String, Envelope<? extends Message>> kafka,
            Map<String, Object> connection,
            Supplier<Deserializer<Envelope<Message>>> envelopes,
            String source,
            Duration patience,
            Clock clock) {
        this.kafka = kafka;
        this.feed = new AnswerFeed(connection, envelopes, this::pass);
        this.source = source;
        this.patience = patience;
        this.clock = clock;
    }

    AnswerFeed feed() {
        return feed;
    }

    Duration patience() {
        return patience;
    }

    /** From now on answers under this id go to {@code listener}, on another thread. */
    void listen(UUID question, Consumer<NodeAnswer> listener) {
        asking.put(question, listener);
    }

    void forget(UUID question) {
        asking.remove(question);
    }

    /** @throws PlatformException SERVICE_UNAVAILABLE if nobody would hear it, or the answer */
    void send(NodeQuestion question) {
        try {
            if (!feed.await(patience)) {
                throw silent(question.hostId());
            }
            tell(question);
        } catch (KafkaException noTopic) {
            log.debug("a question was not taken: {}", noTopic.toString());
            throw silent(question.hostId());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw silent(question.hostId());
        }
    }

    /** Whether it gets there does not matter. */
    void mention(NodeQuestion question) {
        try {
            tell(question);
        } catch (KafkaException away) {
            log.debug("{} was not taken: {}", question, away.toString());
        }
    }

    private void tell(NodeQuestion question) {
        Envelope<NodeQuestion> envelope = new Envelope<>(UUID.randomUUID(), source, clock.instant(), null, question);
        kafka.send(EnvelopeRecord.of(envelope));
    }

    static PlatformException silent(HostId host) {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "host " + host + " does not answer now; try again when it is back",
                Map.of("host_id", host.value()));
    }

    private void pass(NodeAnswer answer) {
        Consumer<NodeAnswer> listener = asking.get(answer.questionId());
        if (listener != null) {
            listener.accept(answer);
        }
    }
}
