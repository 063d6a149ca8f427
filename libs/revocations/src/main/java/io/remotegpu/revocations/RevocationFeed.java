package io.remotegpu.revocations;

import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.kafka.GrouplessReader;
import io.remotegpu.contracts.kafka.SteadyReading;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells {@link Revocations} what identity-service says, from as far back as a token could still live. */
public final class RevocationFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);

    private final Duration back;
    private final Clock clock;
    private final Revocations revocations;
    private final SteadyReading reading;

    /** @param back from how far in the past it reads when it starts */
    RevocationFeed(Map<String, Object> settings, Duration back, Clock clock, Revocations revocations) {
        this.back = back;
        this.clock = clock;
        this.revocations = revocations;
        this.reading = new SteadyReading(
                "revocations",
                () -> new GrouplessReader(
                        settings, List.of(Topics.IDENTITY), this::seekBack, new EnvelopeDeserializer()),
                identity -> identity.poll().forEach(this::hear),
                away -> LOG.warn("Revoked tokens are not heard of now, trying again: {}", away.toString()));
    }

    @Override
    public void start() {
        reading.start();
    }

    @Override
    public void stop() {
        reading.stop();
    }

    @Override
    public boolean isRunning() {
        return reading.isRunning();
    }

    private void seekBack(Consumer<?, ?> consumer, Set<TopicPartition> found) {
        // The ends first: what is said after them is not missed, whatever is asked next.
        Map<TopicPartition, Long> ends = consumer.endOffsets(found);
        long from = clock.instant().minus(back).toEpochMilli();
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                found.stream().collect(Collectors.toMap(Function.identity(), partition -> from)));
        found.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
        });
    }

    private void hear(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof IdentityEvent fact) {
            revocations.apply(fact);
        }
    }
}
