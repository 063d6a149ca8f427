package io.remotegpu.scheduler.history;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keep how long it can be asked who held a GPU; days that are older are dropped
 * @param first how long after the start it is written for the first time
 * @param fillEvery how often what ended since is written
 * @param auditEvery how often counters are compared with the leases they derive from
 */
@Validated
@ConfigurationProperties("scheduler.history")
record HistoryProperties(
        @DefaultValue("400d") Duration keep,
        @DefaultValue("30s") Duration first,
        @DefaultValue("1m") Duration fillEvery,
        @DefaultValue("5m") Duration auditEvery) {
    @AssertTrue(message = "scheduler.history.keep must be at least a day")
    boolean isKeepLongEnough() {
        return keep.compareTo(Duration.ofDays(1)) >= 0;
    }
}
