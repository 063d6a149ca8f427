package io.remotegpu.scheduler.hosts;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param suspectAfter silence after which a host gets nothing new
 * @param unknownAfter silence after which nobody claims to know what its workloads do
 * @param watchEvery how often silence is looked for
 * @param rescheduleAfter silence after which environments that asked for it start elsewhere
 * @param drainIncomplete whether a host that lists fewer GPUs than before is closed for new work until they are back or an administrator opens it
 * @param unexpectedAfter how long a host must go on naming what nobody leased to it before it counts as unexpected
 */
@Validated
@ConfigurationProperties("scheduler.hosts")
public record HostProperties(
        @DefaultValue("30s") Duration suspectAfter,
        @DefaultValue("90s") Duration unknownAfter,
        @DefaultValue("2s") Duration watchEvery,
        @DefaultValue("10m") Duration rescheduleAfter,
        @DefaultValue("true") boolean drainIncomplete,
        @DefaultValue("20s") Duration unexpectedAfter) {

    @AssertTrue(message = "scheduler.hosts.unknown-after must be longer than suspect-after")
    boolean isUnknownAfterSuspect() {
        return unknownAfter.compareTo(suspectAfter) > 0;
    }
}
