package io.remotegpu.billing.accounts;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * Money that a provider took for us.
 *
 * @param eventId the provider's own; the same however often it is sent
 */
record Payment(
        @NotBlank @Size(max = 100) String eventId,
        @NotNull @Positive Long customerId,

        @NotNull @Positive @DecimalMax("1000000") @Digits(integer = 7, fraction = 6)
        BigDecimal amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {}
