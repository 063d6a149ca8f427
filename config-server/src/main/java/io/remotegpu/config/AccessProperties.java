package io.remotegpu.config;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may read the configuration.
 *
 * @param user what services log in as
 * @param password there is no default: configuration holds secrets, and a password that everybody knows protects none
 */
@Validated
@ConfigurationProperties("config-server.access")
record AccessProperties(
        @DefaultValue("remotegpu") @NotBlank String user,
        @NotBlank(message = "set CONFIG_SERVER_PASSWORD") String password) {}
