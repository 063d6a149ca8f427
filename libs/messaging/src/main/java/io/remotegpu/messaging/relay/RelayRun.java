package io.remotegpu.messaging.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One life of the engine, from start to failure or stop. */
final class RelayRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final OutboxPublisher publisher;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param streaming called when the engine has begun to read */
    RelayRun(Properties settings, OutboxPublisher publisher, Runnable streaming) {
        this.publisher = publisher;
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using(RelayRun.class.getClassLoader())
                .using((success, message, error) -> remember(success, message, error))
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        streaming.run();
                    }
                })
                .notifying(publisher)
                .build();
    }

    /** Relays until closed. @throws IllegalStateException with the cause when it fails instead */
    void untilClosed() {
        engine.run();
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    /** Ends the engine; one that waits for brokers that are away is cut off, and what it held is sent by the next. */
    @Override
    public void close() {
        Thread closing = Thread.ofVirtual().name("outbox-relay-closing").start(this::closeEngine);
        try {
            closing.join(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            publisher.close();
        }
    }

    private void closeEngine() {
        try {
            engine.close();
        } catch (IOException | IllegalStateException alreadyEnded) {
            // Closing an engine that has ended, or not begun, is what the caller wants.
        }
    }

    private void remember(boolean success, String message, @Nullable Throwable error) {
        if (!success) {
            failure.set(error == null ? new IllegalStateException(message) : error);
        }
    }
}
