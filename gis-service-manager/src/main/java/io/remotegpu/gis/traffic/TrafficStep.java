package io.remotegpu.gis.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went to a service in one step of time.
 *
 * @param requests that it answered
 * @param errors of them with a status from 500 on
 * @param refused that did not reach it
 * @param meanMs of its answers, 0 without any
 * @param memoryMb the most MiB that it used, null where its host told nothing
 * @param cpu cores that it used on average, null where its host told nothing
 * @param p50Ms half of the answers took at most as long; estimated from classes of latency, as are the others
 */
record TrafficStep(
        Instant at,
        long requests,
        long errors,
        long refused,
        double meanMs,
        double p50Ms,
        double p95Ms,
        double p99Ms,
        @Nullable Integer memoryMb,
        @Nullable Double cpu) {
    static TrafficStep of(
            Instant at, long requests, long errors, long refused, long milliseconds, Latencies latencies) {
        return new TrafficStep(
                at,
                requests,
                errors,
                refused,
                requests == 0 ? 0 : rounded((double) milliseconds / requests),
                rounded(latencies.quantile(0.50)),
                rounded(latencies.quantile(0.95)),
                rounded(latencies.quantile(0.99)),
                null,
                null);
    }

    /** The same with what it used. */
    TrafficStep using(@Nullable Integer mebibytes, @Nullable Double cores) {
        Double shown = cores == null ? null : Math.round(cores * 1000) / 1000.0;
        return new TrafficStep(at, requests, errors, refused, meanMs, p50Ms, p95Ms, p99Ms, mebibytes, shown);
    }

    private static double rounded(double milliseconds) {
        return Math.round(milliseconds * 10) / 10.0;
    }
}
