package io.remotegpu.agent.bus;

import io.remotegpu.agent.images.ImagePulls;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.HostCommand;
import io.remotegpu.contracts.NodeCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads this host's commands. An offset is committed only after its command is in the journal. */
public final class CommandSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandSource.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final KafkaAccess access;
    private final HostTopic topic;
    private final KafkaSettings settings;
    private volatile KafkaConsumer<String, String> consumer;
    private final CommandReader reader;
    private final Workloads workloads;
    private final ImagePulls images;
    private volatile boolean closed;

    public CommandSource(KafkaSettings settings, Workloads workloads, ImagePulls images) {
        this.access = settings.access();
        this.topic = HostTopic.ofCommands(settings);
        this.settings = settings;
        this.consumer = open();
        this.reader = new CommandReader(settings);
        this.workloads = workloads;
        this.images = images;
    }

    /** Returns when it is closed. */
    public void run() {
        assign();
        while (!closed) {
            try {
                takeBatch();
            } catch (WakeupException closing) {
                log.debug("woken up to close");
            } catch (AuthenticationException refused) {
                log.warn("{}; trying again", ShutOut.words(refused));
                access.refused();
                pause();
                trustAnew(refused);
            } catch (KafkaException e) {
                log.warn("Kafka is away ({}); trying again", e.getMessage());
                pause();
            }
        }
        consumer.close();
        reader.close();
    }

    private void assign() {
        while (!closed) {
            try {
                topic.create();
                consumer.assign(List.of(new TopicPartition(topic.name(), 0)));
                log.info("listening to {}", topic.name());
                return;
            } catch (ExecutionException | KafkaException e) {
                log.warn("cannot make the topic {} ({}); trying again", topic.name(), e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    private KafkaConsumer<String, String> open() {
        return new KafkaConsumer<>(settings.consumer(), new StringDeserializer(), new StringDeserializer());
    }

    /** Credentials are asked for at each login, but a consumer trusts for ever whom it trusted when it was made. */
    private void trustAnew(AuthenticationException refused) {
        if (refused instanceof SslAuthenticationException && !closed) {
            consumer.close();
            consumer = open();
            consumer.assign(List.of(new TopicPartition(topic.name(), 0)));
        }
    }

    private void takeBatch() {
        for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
            if (!isTaken(message)) {
                consumer.seek(new TopicPartition(message.topic(), message.partition()), message.offset());
                pause();
                return;
            }
        }
        consumer.commitSync();
    }

    /** False if it could not be journalled, a full disk for one: it must come again. */
    private boolean isTaken(ConsumerRecord<String, String> message) {
        try {
            reader.read(message).ifPresent(command -> hand(command, CommandReader.traceparent(message)));
            return true;
        } catch (java.io.UncheckedIOException e) {
            log.error("a command cannot be journalled and waits: {}", e.getMessage());
            return false;
        }
    }

    private void hand(Command command, @Nullable String trace) {
        switch (command) {
            case NodeCommand about -> workloads.accept(about, trace);
            case HostCommand.PullImage pull -> images.accept(pull, trace);
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
