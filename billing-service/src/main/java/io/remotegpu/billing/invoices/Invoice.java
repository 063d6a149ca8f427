package io.remotegpu.billing.invoices;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, or a correction of one.
 *
 * @param kind invoice, credit_note or supplement
 * @param corrects the number of the invoice that it corrects
 * @param month its first day
 * @param total the sum of the lines, rounded half up once to two decimals
 */
record Invoice(
        UUID id,
        String number,
        String kind,
        @Nullable String corrects,
        long customerId,
        String username,
        LocalDate month,
        String currency,
        BigDecimal total,
        Instant issuedAt,
        List<Line> lines) {
    /**
     * One environment's use of one kind.
     *
     * @param kind compute, storage or gis
     * @param amount exact, six decimals
     */
    record Line(
            long workspaceId,
            String environmentId,
            String kind,
            String gpuModel,
            long durationS,
            BigDecimal gpuSeconds,
            BigDecimal amount) {}
}
