package io.remotegpu.agent.disk;

import io.remotegpu.agent.runtime.DiskPlaces.Limits;
import io.remotegpu.contracts.workload.DiskUse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of one container's disk. Who is over a limit when it starts may delete: until then its bound is the least that it was seen to hold, and a
 * little more, since nothing runs without writing. A layer begins empty, so nobody starts over that limit.
 *
 * @param least in its volumes so far
 * @param grown since the measurement before
 * @param warned whether its owner is to know that it is nearly full: from nine tenths on, until it is well below
 * @param usable bytes that the file system had left when it was measured
 */
record DiskAccount(Limits limits, Measured last, long least, long grown, long usable, boolean warned) {
    private static final long MEBIBYTE = 1L << 20;
    private static final double GIBIBYTE = 1L << 30;
    private static final long SLACK = 64 * MEBIBYTE;
    private static final int NEARLY_PERCENT = 90;
    /** Else somebody who writes and deletes around nine tenths would be told of it all the time. */
    private static final int STILL_PERCENT = 85;

    /** Gibibytes below which a tenth of one is a lot. */
    private static final int FEW = 10;

    /** One of its limits. {@code bound} is where it is stopped. */
    private record Bound(String what, long used, long limit, long bound) {
        boolean isBeyond(int percent) {
            return used * 100.0 >= (double) limit * percent;
        }
    }

    /** @param tolerated bytes in its volumes, of those that they hold now, for which it is not stopped */
    static DiskAccount opened(Limits limits, Measured now, long tolerated, long usable) {
        return new DiskAccount(limits, now, Math.min(tolerated, now.volumes()), 0, usable, false).warning();
    }

    DiskAccount measured(Measured now, long usableNow) {
        long growth = Math.max(0, now.total() - last.total());
        return new DiskAccount(limits, now, Math.min(least, now.volumes()), growth, usableNow, warned).warning();
    }

    private DiskAccount warning() {
        boolean full = fullest(warned ? STILL_PERCENT : NEARLY_PERCENT).isPresent();
        return new DiskAccount(limits, last, least, grown, usable, full);
    }

    private Optional<Bound> fullest(int percent) {
        return bounds().stream().filter(bound -> bound.isBeyond(percent)).findFirst();
    }

    /** Whether its volumes hold more than they may, be it tolerated or not. */
    boolean isOverdrawn() {
        return (limits.volumes() > 0 && last.volumes() > limits.volumes() * MEBIBYTE)
                || (limits.total() > 0 && last.total() > limits.total() * MEBIBYTE);
    }

    /** Bytes that it may write before it can be over a limit; a great many where nothing limits it. */
    long room() {
        return bounds().stream()
                .mapToLong(bound -> Math.max(0, bound.bound() - bound.used()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Why it must be stopped. */
    Optional<String> over() {
        return bounds().stream()
                .filter(bound -> bound.used() > bound.bound())
                .findFirst()
                .map(bound ->
                        "%s %s, more than the %s that it may: it was stopped. It can be started again to delete files"
                                .formatted(bound.what(), words(bound.used()), words(bound.limit())));
    }

    /** What its owner should know before that. */
    Optional<String> nearly() {
        return fullest(STILL_PERCENT)
                .filter(bound -> warned)
                .map(bound -> "%s %s of the %s that it may; beyond that it is stopped"
                        .formatted(bound.what(), words(bound.used()), words(bound.limit())));
    }

    DiskUse use() {
        return new DiskUse(
                mebibytes(last.volumes()), limits.volumes(), mebibytes(last.layer()), limits.layer(), limits.total());
    }

    private List<Bound> bounds() {
        long volumes = limits.volumes() * MEBIBYTE;
        long layer = limits.layer() * MEBIBYTE;
        long total = limits.total() * MEBIBYTE;
        return List.of(
                        new Bound("its volumes hold", last.volumes(), volumes, Math.max(volumes, least + SLACK)),
                        new Bound("outside of its volumes it keeps", last.layer(), layer, layer),
                        new Bound("in all it keeps", last.total(), total, Math.max(total, least + SLACK)))
                .stream()
                .filter(bound -> bound.limit() > 0)
                .toList();
    }

    static String words(long bytes) {
        return bytes < FEW * GIBIBYTE
                ? mebibytes(bytes) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    private static int mebibytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(bytes, MEBIBYTE));
    }
}
