package io.remotegpu.billing.utilization;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How busy the GPUs of one lease were during one sample. A GPU that was not read counts nowhere.
 *
 * @param measuredS seconds, once for each GPU that was read
 * @param busyS the same, each by its utilization
 * @param idleS seconds of GPUs that did almost nothing
 */
record GpuUse(
        String workloadId,
        long epoch,
        String hostId,
        LocalDate day,
        BigDecimal measuredS,
        BigDecimal busyS,
        BigDecimal idleS) {
    private static final int MILLISECONDS = 3;
    private static final int PERCENT = 2;

    /** @param idleBelow percent */
    static Stream<GpuUse> in(HostSampled sample, BigDecimal idleBelow) {
        Map<String, BigDecimal> utilization = sample.gpus().stream()
                .filter(gpu -> gpu.utilization() != null)
                .collect(Collectors.toMap(GpuSample::uuid, GpuUse::percent, (one, other) -> one));
        return sample.workloads().stream()
                .map(workload -> of(sample, workload, read(workload, utilization), idleBelow))
                .filter(use -> use.measuredS().signum() > 0);
    }

    private static GpuUse of(
            HostSampled sample, WorkloadSample workload, List<BigDecimal> utilization, BigDecimal idleBelow) {
        BigDecimal seconds = BigDecimal.valueOf(sample.seconds());
        long idle = utilization.stream()
                .filter(percent -> percent.compareTo(idleBelow) < 0)
                .count();
        BigDecimal busy = utilization.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new GpuUse(
                workload.workloadId().value(),
                workload.epoch(),
                sample.hostId().value(),
                LocalDate.ofInstant(sample.at(), ZoneOffset.UTC),
                rounded(seconds.multiply(BigDecimal.valueOf(utilization.size()))),
                rounded(seconds.multiply(busy).movePointLeft(PERCENT)),
                rounded(seconds.multiply(BigDecimal.valueOf(idle))));
    }

    private static List<BigDecimal> read(WorkloadSample workload, Map<String, BigDecimal> utilization) {
        return workload.gpus().stream()
                .distinct()
                .filter(utilization::containsKey)
                .map(utilization::get)
                .toList();
    }

    /** What a driver says beside 0 to 100 is a misreading. */
    private static BigDecimal percent(GpuSample gpu) {
        double said = gpu.utilization() == null ? 0 : gpu.utilization();
        return BigDecimal.valueOf(Math.clamp(said, 0, 100));
    }

    private static BigDecimal rounded(BigDecimal seconds) {
        return seconds.setScale(MILLISECONDS, RoundingMode.HALF_UP);
    }
}
