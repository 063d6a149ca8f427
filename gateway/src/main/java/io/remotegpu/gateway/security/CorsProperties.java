package io.remotegpu.gateway.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Web pages of other origins that may call the platform from a browser.
 *
 * @param allowedOrigins such as {@code https://console.example.org}; none by default, which refuses all
 */
@Validated
@ConfigurationProperties("gateway.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {}
