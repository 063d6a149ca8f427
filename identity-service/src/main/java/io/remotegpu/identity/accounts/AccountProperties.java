package io.remotegpu.identity.accounts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How accounts are kept.
 *
 * @param nameRest how long the name of a deleted account is nobody's, before another account may take it
 */
@Validated
@ConfigurationProperties("identity.accounts")
record AccountProperties(@DefaultValue("30d") Duration nameRest) {}
