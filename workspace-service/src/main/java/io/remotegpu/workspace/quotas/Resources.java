package io.remotegpu.workspace.quotas;

import java.math.BigDecimal;
import java.util.Map;

/** Amounts of what quotas count: cores, MiB of memory, GPUs and thousandths of them, MiB of home, environments. */
public record Resources(BigDecimal cpu, long memory, BigDecimal gpu, long storage, long environments) {
    static final Resources NOTHING = new Resources(BigDecimal.ZERO, 0, BigDecimal.ZERO, 0, 0);

    public Resources {
        gpu = plain(gpu);
    }

    /** So that 1.000 and 1 are one amount, and written as 1. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** What an environment uses only while it is up or on its way. */
    public static Resources compute(BigDecimal cpu, long memory, BigDecimal gpu) {
        return new Resources(cpu, memory, gpu, 0, 0);
    }

    /** What an environment uses as long as it exists. */
    public static Resources existence(long storage) {
        return new Resources(BigDecimal.ZERO, 0, BigDecimal.ZERO, storage, 1);
    }

    /** MiB kept beside homes, such as a snapshot's; negative to give back. */
    public static Resources storage(long mebibytes) {
        return new Resources(BigDecimal.ZERO, 0, BigDecimal.ZERO, mebibytes, 0);
    }

    public Resources plus(Resources other) {
        return new Resources(
                cpu.add(other.cpu),
                memory + other.memory,
                gpu.add(other.gpu),
                storage + other.storage,
                environments + other.environments);
    }

    public Resources minus(Resources other) {
        return plus(other.negated());
    }

    /** By the names that quotas, errors and facts use. */
    Map<String, BigDecimal> byName() {
        return Map.of(
                "cpu", cpu,
                "memory", BigDecimal.valueOf(memory),
                "gpu", gpu,
                "storage", BigDecimal.valueOf(storage),
                "environments", BigDecimal.valueOf(environments));
    }

    Resources negated() {
        return new Resources(cpu.negate(), -memory, gpu.negate(), -storage, -environments);
    }
}
