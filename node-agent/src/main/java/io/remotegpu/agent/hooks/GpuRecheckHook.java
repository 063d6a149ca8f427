package io.remotegpu.agent.hooks;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A look from before a long pull proves nothing about the moment of the start, so it is repeated then. */
final class GpuRecheckHook implements Hook {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final GpuCheckHook check;
    private final LongSupplier nanos;

    GpuRecheckHook(GpuCheckHook check, LongSupplier nanos) {
        this.check = check;
        this.nanos = nanos;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (nanos.getAsLong() - attempt.gpusShownCleanNanos() > FRESH.toNanos()) {
            check.prepare(attempt);
        }
    }
}
