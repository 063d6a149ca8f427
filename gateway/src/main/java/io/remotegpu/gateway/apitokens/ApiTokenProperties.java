package io.remotegpu.gateway.apitokens;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long an exchanged API token is kept, so that identity-service is not asked at every request.
 *
 * @param memory shorter than the access tokens live that identity-service gives for API tokens
 * @param most API tokens kept at once
 */
@Validated
@ConfigurationProperties("gateway.api-tokens")
record ApiTokenProperties(
        @DefaultValue("1m") Duration memory,
        @DefaultValue("10000") @Min(1) int most) {}
