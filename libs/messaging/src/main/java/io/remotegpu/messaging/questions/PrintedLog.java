package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.workload.LogLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines in the order in which they were printed.
 *
 * @param leftOut how many stood before them and were left out because they were too many for one answer
 * @param position behind the last of them; null if nothing was ever printed
 */
public record PrintedLog(
        List<LogLine> lines, long leftOut, @Nullable String position) {}
