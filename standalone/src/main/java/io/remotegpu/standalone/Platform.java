package io.remotegpu.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts in the order they need each other and stops them in reverse. */
final class Platform {
    private static final Logger log = LoggerFactory.getLogger(Platform.class);

    private final StateFolder folder;
    private final PortPlan ports;
    private final AgentOptions agentOptions;
    private final Duration lostHostGrace;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    Platform(StateFolder folder, PortPlan ports, AgentOptions agentOptions, Duration lostHostGrace) {
        this.folder = folder;
        this.ports = ports;
        this.agentOptions = agentOptions;
        this.lostHostGrace = lostHostGrace;
    }

    /** Returns when every service serves; the agent registers soon after. */
    void start() throws Exception {
        folder.prepareEnrollment();
        // Alone: its program is unpacked and run at once, and a process forked meanwhile would hold the file open for
        // writing.
        keep(EmbeddedRedisServer.start(folder, ports.redis()));
        try (ExecutorService starters = Executors.newFixedThreadPool(3)) {
            Future<EmbeddedPostgresServer> postgres =
                    starters.submit(() -> EmbeddedPostgresServer.start(folder, ports.postgres()));
            Future<EmbeddedKafkaServer> kafka = starters.submit(() -> EmbeddedKafkaServer.start(folder, ports));
            keep(ready(postgres));
            keep(ready(kafka));
            keep(AgentProcess.start(folder, ports, agentOptions));
            RunningServices services = new RunningServices();
            keep(services);
            for (Future<Service> service : Services.startAll(starters, folder, ports, lostHostGrace)) {
                services.add(ready(service));
            }
        }
    }

    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Safe to call more than once and before the start has ended: what comes up later is stopped at once. */
    void stop() {
        for (AutoCloseable part = takeLast(); part != null; part = takeLast()) {
            close(part);
        }
        stopped.countDown();
    }

    private synchronized void keep(AutoCloseable part) {
        if (stopping) {
            close(part);
        } else {
            running.push(part);
        }
    }

    private synchronized @Nullable AutoCloseable takeLast() {
        stopping = true;
        return running.poll();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{} did not stop cleanly", part, e);
        }
    }

    private static <T> T ready(Future<T> part) throws Exception {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
