package io.remotegpu.billing.invoices;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How invoices are made.
 *
 * @param settleAfter how long after the end of a month facts of it are waited for
 * @param prefix of the numbers: {@code INV-2026-000001}
 * @param issuer who sends them
 */
@Validated
@ConfigurationProperties("billing.invoices")
record InvoiceProperties(
        @DefaultValue("6h") Duration settleAfter,

        @DefaultValue("INV") @Pattern(regexp = "[A-Z0-9]{1,10}")
        String prefix,

        @DefaultValue("RemoteGPU") @NotBlank String issuer) {}
