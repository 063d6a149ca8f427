package io.remotegpu.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What one gateway led to a GIS service in a short while. A measurement: it may be lost when a gateway is killed, and is never told twice with the same
 * {@code gateway} and {@code from}.
 *
 * @param gateway which process of the gateway counted
 * @param requests that the service answered
 * @param errors of them with a status from 500 on, or none at all
 * @param refused that did not reach it: too many, too often, or not running
 * @param milliseconds of all answers together
 * @param latencies how many answers took at most as long as each of {@link #BOUNDS_MS}, and longer than the one before; the last is for longer ones
 */
@WireType("gis.traffic.v1")
public record GisTraffic(
        WorkloadId serviceId,
        String gateway,
        Instant from,
        Instant to,
        long requests,
        long errors,
        long refused,
        long milliseconds,
        List<Long> latencies)
        implements Event {
    /** Upper bounds of the latency classes. */
    public static final List<Integer> BOUNDS_MS =
            List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);

    @Override
    public String topic() {
        return Topics.GIS_TRAFFIC;
    }

    @Override
    public String key() {
        return serviceId.value();
    }
}
