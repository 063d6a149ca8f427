package io.remotegpu.scheduler.enrollment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How hosts come in, and how they reach Kafka then.
 *
 * @param agentServers host and port of brokers as agents reach them; without it no host can be enrolled
 * @param securityProtocol of that listener: SASL_SSL, or SASL_PLAINTEXT where nobody listens in
 * @param caCertificate PEM file with whoever signed the brokers' certificates; null if every JVM knows them
 * @param tokenLifetime of a token for which nothing else was asked
 * @param renewAfter age at which an agent gets itself other credentials
 * @param clockSkew how far the clocks of a host and of this service may differ
 * @param agentBytesPerSecond what one host may write to Kafka; who says more waits, so that nobody drowns the others
 * @param firstToken a token that is valid from the start, for a platform that brings its own host; null for none
 * @param firstHost the only host that it enrols
 */
@Validated
@ConfigurationProperties("scheduler.enrollment")
record EnrollmentProperties(
        @Nullable String agentServers,

        @DefaultValue("SASL_SSL") @Pattern(regexp = "SASL_SSL|SASL_PLAINTEXT")
        String securityProtocol,

        @Nullable Path caCertificate,

        @DefaultValue("1h") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7)
        Duration tokenLifetime,

        @DefaultValue("30d") @NotNull @DurationMin(minutes = 1)
        Duration renewAfter,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1)
        Duration clockSkew,

        @DefaultValue("2MB") @NotNull DataSize agentBytesPerSecond,

        @Nullable String firstToken,
        @Nullable String firstHost) {}
