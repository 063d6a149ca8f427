package io.remotegpu.messaging;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who speaks here.
 *
 * @param source the service's name, in the header of each message it publishes
 */
@Validated
@ConfigurationProperties("remotegpu.messaging")
public record MessagingProperties(@NotBlank String source) {}
