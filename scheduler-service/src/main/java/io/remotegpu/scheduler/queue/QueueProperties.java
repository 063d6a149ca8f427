package io.remotegpu.scheduler.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param walkEvery how often those who wait are tried again, beside whenever something is freed
 * @param ageing which age is one point of priority more; age counts from when its owner wants it to run
 * @param halfLife after which time a GPU-hour used counts half against its workspace
 * @param keepAfter how long others may pass one that does not fit; from then on the host that has room for it first is kept for it
 * @param mostKept for how many at once hosts are kept
 * @param spotNotice how long before a spot environment is stopped for others its owner is told
 */
@Validated
@ConfigurationProperties("scheduler.queue")
public record QueueProperties(
        @DefaultValue("5s") Duration walkEvery,
        @DefaultValue("10m") Duration ageing,
        @DefaultValue("6h") Duration halfLife,
        @DefaultValue("5m") Duration keepAfter,
        @DefaultValue("4") int mostKept,
        @DefaultValue("2m") Duration spotNotice) {}
