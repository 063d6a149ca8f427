package io.remotegpu.web.admission;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxInFlight how many requests are worked on at once; virtual threads alone would take any number and fill the heap with waiting work
 * @param patience how long a further one waits for its turn before it is refused with 503
 */
@Validated
@ConfigurationProperties("remotegpu.admission")
record AdmissionProperties(
        @Positive @DefaultValue("200") int maxInFlight,
        @NotNull @DefaultValue("1s") Duration patience) {}
