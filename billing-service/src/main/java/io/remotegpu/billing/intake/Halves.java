package io.remotegpu.billing.intake;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Takes a batch whole and, if that fails, by halves, so that of a thousand facts with a bad one among them those before it are taken in some
 * ten transactions. The bad one is named to the container, which retries it or puts it on the dead letter topic, and goes on behind it.
 */
final class Halves {
    private static final Logger LOG = LoggerFactory.getLogger(Halves.class);

    private Halves() {}

    /** @throws BatchListenerFailedException with the place of the first that cannot be taken; all before it are taken */
    static void take(List<Envelope<Message>> batch, Consumer<List<Envelope<Message>>> taker) {
        take(batch, 0, taker);
    }

    private static void take(List<Envelope<Message>> part, int from, Consumer<List<Envelope<Message>>> taker) {
        try {
            taker.accept(part);
        } catch (DataAccessResourceFailureException
                | TransientDataAccessResourceException
                | CannotCreateTransactionException databaseIsAway) {
            throw new BatchListenerFailedException("cannot reach the database", databaseIsAway, from);
        } catch (RuntimeException failure) {
            if (part.size() == 1) {
                throw new BatchListenerFailedException("cannot handle this fact", failure, from);
            }
            LOG.warn("Taking {} facts by halves, because together they failed", part.size(), failure);
            int half = part.size() / 2;
            take(part.subList(0, half), from, taker);
            take(part.subList(half, part.size()), from + half, taker);
        }
    }
}
