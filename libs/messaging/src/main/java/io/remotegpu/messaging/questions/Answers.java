package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.LogsRead;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The answers to one question that nobody has looked at yet: few, since each may be large. A reader too slow for them loses the newest, and hears so. */
final class Answers {
    private static final int MOST = 32;

    private final BlockingQueue<NodeAnswer> waiting = new LinkedBlockingQueue<>(MOST);
    private boolean overflowed;

    synchronized void add(NodeAnswer answer) {
        overflowed |= !waiting.offer(answer);
    }

    /** Whether some were lost since the last call. */
    synchronized boolean overflowed() {
        boolean lost = overflowed;
        overflowed = false;
        return lost;
    }

    /** Waits for the next one. */
    Optional<LogsRead> await(Duration patience) {
        try {
            NodeAnswer answer = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(answer).map(Answers::read);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static LogsRead read(NodeAnswer answer) {
        return switch (answer) {
            case LogsRead read -> read;
            case QuestionRefused refused -> throw Refused.asException(refused);
        };
    }
}
