package io.remotegpu.billing.intake;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Takes a batch whole and, if that fails, by halves, so that of a thousand facts with a bad one among them those before it are taken in some
 * ten transactions. The bad one is named to the container, which retries it or puts it on the dead letter topic, and goes on behind it.
 */
final class Halves {
    private static final Logger LOG = LoggerFactory.getLogger(Halves.class);

    /** Classes of SQLState of a connection that is lost and of a server that stops: no part of the batch would fare better. */
    private static final List<String> AWAY = List.of("08", "57");

    private Halves() {}

    /** @throws BatchListenerFailedException with the place of the first that cannot be taken; all before it are taken */
    static void take(List<Envelope<Message>> batch, Consumer<List<Envelope<Message>>> taker) {
        take(batch, 0, taker);
    }

    private static void take(List<Envelope<Message>> part, int from, Consumer<List<Envelope<Message>>> taker) {
        try {
            taker.accept(part);
        } catch (RuntimeException failure) {
            if (isAway(failure)) {
                throw new BatchListenerFailedException("cannot reach the database", failure, from);
            }
            if (part.size() == 1) {
                throw new BatchListenerFailedException("cannot handle this fact", failure, from);
            }
            LOG.warn("Taking {} facts by halves, because together they failed", part.size(), failure);
            int half = part.size() / 2;
            take(part.subList(0, half), from, taker);
            take(part.subList(half, part.size()), from + half, taker);
        }
    }

    /** What is too much for one transaction, such as too many locks, is not: halves may be taken. */
    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return AWAY.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
