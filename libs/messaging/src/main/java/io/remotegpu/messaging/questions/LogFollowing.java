package io.remotegpu.messaging.questions;

import java.util.List;

/** A log that is being followed. Used by one thread. */
public interface LogFollowing extends AutoCloseable {
    /**
     * What came since the last call, oldest first; the first call waits for the host. It also tells the host that somebody still listens, so it is called
     * at least every 25 seconds.
     *
     * @throws io.remotegpu.contracts.error.PlatformException as {@link NodeQuestions} says; then it has ended
     */
    List<PrintedLog> next();

    /** Whether its container is gone and everything was told. */
    boolean ended();

    /** The host need not go on. */
    @Override
    void close();
}
