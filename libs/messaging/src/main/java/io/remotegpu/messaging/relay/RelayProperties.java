package io.remotegpu.messaging.relay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The outbox's way to Kafka.
 *
 * @param enabled false in a process that only reads
 * @param username role that may replicate and owns the outbox, where the service itself connects as a lesser one
 * @param password of that role
 * @param pollInterval pause when the log has nothing new: smaller is sooner, and wakes the processor more often
 * @param batchSize most messages acknowledged together
 * @param rememberEvery how often the position is stored; what was sent since is sent again after a crash
 * @param heartbeat how often the position moves on while the outbox is quiet, so that the server can drop old log
 * @param standbyPause pause between two tries to become the replica that relays
 * @param longestPause longest pause before a failed relay starts again
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.relay")
record RelayProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("5ms") Duration pollInterval,
        @DefaultValue("128") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("2s") Duration rememberEvery,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue("1s") Duration standbyPause,
        @DefaultValue("30s") Duration longestPause) {}
