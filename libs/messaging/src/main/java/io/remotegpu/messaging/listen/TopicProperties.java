package io.remotegpu.messaging.listen;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Topics made when a service starts and they are missing. Replication is the broker's default.
 *
 * @param create false where someone else makes them
 * @param partitions of each topic; how many replicas of a consumer can share the work
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.topics")
record TopicProperties(
        @DefaultValue("true") boolean create,
        @DefaultValue("3") @Min(1) @Max(1000) int partitions) {}
