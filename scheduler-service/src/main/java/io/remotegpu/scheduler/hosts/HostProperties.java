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
 */
@Validated
@ConfigurationProperties("scheduler.hosts")
record HostProperties(
        @DefaultValue("30s") Duration suspectAfter,
        @DefaultValue("90s") Duration unknownAfter,
        @DefaultValue("2s") Duration watchEvery) {

    @AssertTrue(message = "scheduler.hosts.unknown-after must be longer than suspect-after")
    boolean isUnknownAfterSuspect() {
        return unknownAfter.compareTo(suspectAfter) > 0;
    }
}
