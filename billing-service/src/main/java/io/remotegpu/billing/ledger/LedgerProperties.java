package io.remotegpu.billing.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the ledger makes of silence.
 *
 * @param silentAfter a host that is not heard of for longer was silent all that time
 */
@Validated
@ConfigurationProperties("billing.ledger")
record LedgerProperties(@DefaultValue("60s") Duration silentAfter) {}
