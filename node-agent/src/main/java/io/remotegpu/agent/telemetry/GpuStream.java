package io.remotegpu.agent.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code nvidia-smi} that goes on telling, instead of one for each reading: starting it takes a second of a processor on a host with eight GPUs. It is
 * started again when it ended or fell silent, ever later while that does not help.
 */
public final class GpuStream implements GpuFeed {
    private static final Logger log = LoggerFactory.getLogger(GpuStream.class);
    private static final Rhythm USUAL =
            new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));

    /**
     * @param period between two readings
     * @param firstPause before it is started again; doubles up to {@code longestPause} while it tells of no GPU
     * @param silence after which it is taken to be stuck; a driver that wakes eight GPUs needs a while for its first word
     */
    public record Rhythm(Duration period, Duration firstPause, Duration longestPause, Duration silence) {
        /** Several readings for each sample, and at least one every five seconds. */
        public static Rhythm ofSamples(Duration interval) {
            Duration period = interval.dividedBy(3);
            return period.compareTo(USUAL.period) < 0
                    ? new Rhythm(period, USUAL.firstPause, USUAL.longestPause, USUAL.silence)
                    : USUAL;
        }
    }

    private final String executable;
    private final Rhythm rhythm;
    private final GpuReadings readings = new GpuReadings();
    private volatile @Nullable Process process;
    private volatile long heardNanos;
    private volatile boolean closed;

    public GpuStream(String executable, Rhythm rhythm) {
        this.executable = executable;
        this.rhythm = rhythm;
    }

    @Override
    public void run() {
        Duration pause = rhythm.firstPause();
        while (!closed) {
            boolean told = listenOnce();
            // beside a lost GPU it ends after each telling: then it is asked as often as it would have told
            sleep(told ? rhythm.period() : pause);
            pause = told ? rhythm.firstPause() : doubled(pause);
        }
    }

    private Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(rhythm.longestPause()) < 0 ? twice : rhythm.longestPause();
    }

    /** What was read since the last call. Ends a query that is stuck in the driver, so that it is begun anew. */
    @Override
    public GpuReadings.Taken take() {
        Process running = process;
        if (running != null && System.nanoTime() - heardNanos > rhythm.silence().toNanos()) {
            readings.complain(
                    "nvidia-smi has said nothing for " + rhythm.silence().toSeconds() + " s");
            running.destroyForcibly();
        }
        return readings.take();
    }

    /** Whether it told of any GPU. */
    private boolean listenOnce() {
        try {
            Process started = new ProcessBuilder(
                            executable,
                            "--query-gpu=" + GpuLine.query(),
                            "--format=csv,noheader,nounits",
                            "-lms",
                            Long.toString(rhythm.period().toMillis()))
                    .redirectErrorStream(true)
                    .start();
            heardNanos = System.nanoTime();
            process = started;
            if (closed) {
                started.destroy();
            }
            return read(started);
        } catch (IOException noDriver) {
            log.debug("no GPUs are sampled: {}", noDriver.getMessage());
            return false;
        } finally {
            process = null;
        }
    }

    private boolean read(Process started) throws IOException {
        boolean told = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heardNanos = System.nanoTime();
                told |= heard(line);
            }
        } finally {
            started.destroy();
        }
        if (!closed) {
            log.info("nvidia-smi ended; it is started again");
        }
        return told;
    }

    private boolean heard(String line) {
        var gpu = GpuLine.parse(line);
        gpu.ifPresentOrElse(readings::add, () -> {
            if (!line.isBlank()) {
                readings.complain(line.strip());
            }
        });
        return gpu.isPresent();
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }
}
