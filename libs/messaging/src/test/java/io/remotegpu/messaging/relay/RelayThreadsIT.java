package io.remotegpu.messaging.relay;

import static org.awaitility.Awaitility.await;

import io.remotegpu.testing.TestDatabases;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

/** On a real lock; the engine is a stand-in that does not end when it is told to. */
class RelayThreadsIT {
    private final List<Thread> relaying = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void endsWhatOutlivedAStopAndDoesNotLetItRelayBesideTheNext() {
        Database database = Database.of(TestDatabases.create(), TestDatabases.USER, "");
        RelayProperties defaults = new Binder().bindOrCreate("remotegpu.messaging.relay", RelayProperties.class);
        Relay relay = new Relay(database, defaults, streaming -> outlivesAStop());
        relay.start();
        await().until(() -> !relaying.isEmpty());
        relay.stop();
        relay.start();
        try {
            end.countDown();
            await().until(() -> !relaying.getFirst().isAlive());
            await().until(() -> relaying.stream().distinct().count() == 2);
        } finally {
            relay.stop();
        }
    }

    private RelayRun outlivesAStop() {
        relaying.add(Thread.currentThread());
        while (true) {
            try {
                end.await();
                throw new IllegalStateException("there is no engine here");
            } catch (InterruptedException deaf) {
                // Goes on.
            }
        }
    }
}
