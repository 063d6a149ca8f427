package io.remotegpu.gis.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Services of accounts that are closed. All of them are stopped at once.
 *
 * @param removeAfter how long those of a deleted account are kept, with their data, in case it comes back
 */
@Validated
@ConfigurationProperties("gis.accounts")
record AccountProperties(@NotNull @DefaultValue("30d") Duration removeAfter) {}
