package io.remotegpu.messaging.store;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long handled rows are kept.
 *
 * @param outbox how long a published message stays, for a look at what was said and for relaying anew after a slot was lost
 * @param inbox how long a repeat is recognised; longer than topics and outbox together keep a message
 * @param every pause between two clean-ups
 * @param batch rows per delete, so that none holds locks for long
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.retention")
record RetentionProperties(
        @DefaultValue("3d") Duration outbox,
        @DefaultValue("14d") Duration inbox,
        @DefaultValue("5m") Duration every,
        @DefaultValue("1000") @Min(1) @Max(100_000) int batch) {

    @AssertTrue(
            message =
                    "remotegpu.messaging.retention.inbox must be longer than .outbox, or old messages would count twice")
    boolean isInboxLonger() {
        return inbox.compareTo(outbox) > 0;
    }
}
