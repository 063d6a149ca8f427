package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Hands every answer on as it comes. Kafka may be away when it starts, and go away later: it waits for it. */
final class AnswerFeed implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AnswerFeed.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private final Supplier<Deserializer<Envelope<Message>>> envelopes;
    private final Consumer<NodeAnswer> listener;
    private volatile CountDownLatch listening = new CountDownLatch(1);
    /** The one that is to read; one that was stopped and notices late is not. */
    private volatile @Nullable Thread reader;

    private volatile @Nullable AnswerTopic topic;

    AnswerFeed(
            Map<String, Object> connection,
            Supplier<Deserializer<Envelope<Message>>> envelopes,
            Consumer<NodeAnswer> listener) {
        this.connection = connection;
        this.envelopes = envelopes;
        this.listener = listener;
    }

    /** Whether answers to what is asked from now on are heard; waits for that. */
    boolean await(Duration patience) throws InterruptedException {
        return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        listening = new CountDownLatch(1);
        Thread reading = Thread.ofVirtual().name("node-answers").unstarted(this::readUntilStopped);
        reader = reading;
        reading.start();
    }

    /** It notices within seconds; nothing waits for it. */
    @Override
    public void stop() {
        reader = null;
        AnswerTopic open = topic;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private boolean isToRead() {
        return reader == Thread.currentThread();
    }

    private void readUntilStopped() {
        while (isToRead()) {
            try (AnswerTopic opened = new AnswerTopic(connection, envelopes.get())) {
                topic = opened;
                read(opened);
            } catch (WakeupException stopped) {
                // isToRead tells whether to go on
            } catch (RuntimeException away) {
                log.warn("answers of hosts are not heard now, trying again: {}", away.toString());
                pause();
            }
        }
    }

    private void read(AnswerTopic opened) {
        while (isToRead()) {
            if (opened.listens()) {
                listening.countDown();
                opened.poll().forEach(this::hear);
            } else {
                pause();
            }
        }
    }

    private void hear(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof NodeAnswer answer) {
            listener.accept(answer);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
