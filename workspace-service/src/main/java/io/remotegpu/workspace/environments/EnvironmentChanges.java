package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.workspace.requests.HarmlessVariables;
import io.remotegpu.workspace.requests.IdlePolicy;
import io.remotegpu.workspace.requests.NewEnvironment;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of an environment may change while it exists; what is left out stays.
 *
 * @param cpu cores; at once if it runs
 * @param memory MiB; at once if it runs
 * @param env all of its variables, from its next start
 * @param maxDuration seconds, 0 for no end
 */
record EnvironmentChanges(
        @Nullable
        @Size(min = 3, max = 64)
        @Pattern(regexp = "(?=.*\\S)\\P{Cntrl}*", message = "must not be blank or hold control characters")
        String name,

        @Nullable @DecimalMin("0.5") @DecimalMax("64") @Digits(integer = 2, fraction = 2)
        BigDecimal cpu,

        @Nullable @Min(1024) @Max(524_288) Integer memory,
        @Nullable @Size(max = 100) @HarmlessVariables Map<String, String> env,

        @Nullable @Min(Scheduling.LOWEST_PRIORITY) @Max(Scheduling.HIGHEST_PRIORITY)
        Integer priority,

        @Nullable @Pattern(regexp = NewEnvironment.LOST_HOST_POLICY, message = "must be hold or reschedule")
        String lostHostPolicy,

        @Nullable @Pattern(regexp = NewEnvironment.PREEMPTION_POLICY, message = "must be requeue or stop")
        String preemptionPolicy,

        @Nullable @Min(0) @Max(NewEnvironment.LONGEST_RUN) Integer maxDuration,
        @Nullable @Valid IdlePolicy idlePolicy) {
    /** Names of the fields that are there, as they travel. */
    List<String> fields() {
        List<String> fields = new ArrayList<>(settings());
        add("cpu", cpu, fields);
        add("memory", memory, fields);
        return fields;
    }

    /** Those that only this service and the scheduler's records know of. */
    List<String> settings() {
        List<String> fields = new ArrayList<>();
        add("name", name, fields);
        add("env", env, fields);
        add("priority", priority, fields);
        add("lost_host_policy", lostHostPolicy, fields);
        add("preemption_policy", preemptionPolicy, fields);
        add("max_duration", maxDuration, fields);
        add("idle_policy", idlePolicy, fields);
        return fields;
    }

    Environment applyTo(Environment before) {
        Asked asked = before.asked();
        IdlePolicy idle = idlePolicy == null ? asked.idlePolicy() : idlePolicy;
        return before.named(Objects.requireNonNullElse(name, before.name()))
                .asking(asked.scheduled(scheduling(asked.scheduling()), idle));
    }

    boolean resizes(Environment before) {
        Environment.Size size = before.size();
        return (cpu != null && cpu.compareTo(size.cpu()) != 0) || (memory != null && memory != size.memory());
    }

    private Scheduling scheduling(Scheduling before) {
        return new Scheduling(
                Objects.requireNonNullElse(priority, before.priority()),
                lostHostPolicy == null
                        ? before.lostHostPolicy()
                        : LostHostPolicy.valueOf(lostHostPolicy.toUpperCase(Locale.ROOT)),
                maxDuration == null ? before.maxDurationSeconds() : endOrNone(maxDuration),
                preemptionPolicy == null
                        ? before.preemptionPolicy()
                        : PreemptionPolicy.valueOf(preemptionPolicy.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Integer endOrNone(int seconds) {
        return seconds == 0 ? null : seconds;
    }

    private static void add(String field, @Nullable Object value, List<String> fields) {
        if (value != null) {
            fields.add(field);
        }
    }
}
