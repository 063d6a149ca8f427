package io.remotegpu.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows what the engine says of one platform's containers, and counts workloads of which two ran at one time. */
final class EngineWatch implements AutoCloseable {
    private static final String FORMAT =
            "{{.Action}} {{.Actor.ID}} {{index .Actor.Attributes \"io.remotegpu.workload\"}}";

    private final Map<String, Set<String>> running = new HashMap<>();
    private final Process events;
    private int starts;
    private int duplicates;

    EngineWatch(String platformId) {
        try {
            events = new ProcessBuilder(
                            "docker",
                            "events",
                            "--since",
                            "1s",
                            "--filter",
                            "type=container",
                            "--filter",
                            "event=start",
                            "--filter",
                            "event=die",
                            "--filter",
                            "label=io.remotegpu.platform=" + platformId,
                            "--format",
                            FORMAT)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("engine-watch").start(this::follow);
    }

    private void follow() {
        try (BufferedReader lines = events.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line.split(" "));
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void take(String[] event) {
        Set<String> ofWorkload = running.computeIfAbsent(event[2], workload -> new HashSet<>());
        if (event[0].equals("die")) {
            ofWorkload.remove(event[1]);
            return;
        }
        starts++;
        if (!ofWorkload.isEmpty()) {
            duplicates++;
        }
        ofWorkload.add(event[1]);
    }

    /** Of containers. */
    synchronized int starts() {
        return starts;
    }

    synchronized int duplicates() {
        return duplicates;
    }

    /** What was started and has not ended. */
    synchronized int stillRunning() {
        return running.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void close() {
        events.destroy();
    }
}
