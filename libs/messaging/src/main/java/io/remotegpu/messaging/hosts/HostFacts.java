package io.remotegpu.messaging.hosts;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.TelemetryEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.UnknownEvent;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.signing.FactSignature;
import io.remotegpu.contracts.wire.Envelope;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Tells the facts of enrolled hosts from all else on the topics that hosts may write to. */
public final class HostFacts implements AutoCloseable {
    /** Meter, by {@code topic} and {@code reason}: facts that were passed over because nobody can stand for them. */
    public static final String REFUSED = "remotegpu.messages.refused";

    private static final Set<String> TOPICS = Set.of(Topics.NODE, Topics.NODE_ANSWERS, Topics.TELEMETRY);

    private final boolean signed;
    private final HostKeys keys;
    private final MeterRegistry meters;
    private final CatchUps catchUps = new CatchUps(System::nanoTime);
    private final RefusalLog log = new RefusalLog();

    /** @param connection consumer settings that lead to the brokers */
    HostFacts(boolean signed, Map<String, Object> connection, MeterRegistry meters) {
        this.signed = signed;
        this.keys = new HostKeys(connection);
        this.meters = meters;
    }

    /** Makes readers of envelopes that turn what is refused into a message that no listener heeds. */
    public Supplier<Deserializer<Envelope<Message>>> deserializers() {
        return () -> signed ? new HostFactDeserializer(this) : new EnvelopeDeserializer();
    }

    /** Whether hosts may write to this topic, so that what is on it must be checked. */
    boolean concerns(String topic) {
        return TOPICS.contains(topic);
    }

    /** The message, if the host that it speaks of said it; else something that nobody heeds. */
    Message accepted(String topic, Headers headers, byte[] value, Message message) {
        if (message instanceof UnknownEvent) {
            return message;
        }
        HostId host = speaker(topic, message);
        Refusal refusal = host == null
                ? Refusal.NOT_A_HOSTS_FACT
                : refusal(host, topic, headers, value).orElse(null);
        if (refusal == null) {
            return message;
        }
        meters.counter(REFUSED, "topic", topic, "reason", refusal.name().toLowerCase(Locale.ROOT))
                .increment();
        log.refused(host, topic, refusal);
        return new UnknownEvent(topic, message.key(), "refused", "{}");
    }

    private Optional<Refusal> refusal(HostId host, String topic, Headers headers, byte[] value) {
        if (!FactSignature.isOn(headers)) {
            return Optional.of(Refusal.NOT_SIGNED);
        }
        Optional<Refusal> first = check(host, topic, headers, value);
        if (first.isEmpty()) {
            return first;
        }
        if (keys.areRead() && !catchUps.allows(host, keys.find(host).isPresent())) {
            return first;
        }
        // It may have been enrolled, or enrolled anew, a moment ago.
        keys.catchUp();
        return check(host, topic, headers, value);
    }

    private Optional<Refusal> check(HostId host, String topic, Headers headers, byte[] value) {
        HostKeys.Known known = keys.find(host).orElse(null);
        if (known == null) {
            return Optional.of(Refusal.NOT_ENROLLED);
        }
        if (!FactSignature.fits(known.key(), topic, headers, value)) {
            return Optional.of(Refusal.FORGED);
        }
        return known.revoked() ? Optional.of(Refusal.REVOKED) : Optional.empty();
    }

    /** Null for what hosts do not say, or not on this topic. */
    private static @Nullable HostId speaker(String topic, Message message) {
        if (!message.topic().equals(topic)) {
            return null;
        }
        return switch (message) {
            case NodeEvent fact -> fact.hostId();
            case NodeAnswer answer -> answer.hostId();
            case TelemetryEvent sample -> sample.hostId();
            default -> null;
        };
    }

    @Override
    public void close() {
        keys.close();
    }
}
