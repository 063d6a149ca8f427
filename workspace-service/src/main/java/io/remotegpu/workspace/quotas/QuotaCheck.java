package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Whether a request fits under a limit. */
final class QuotaCheck {
    private QuotaCheck() {}

    /** @throws PlatformException QUOTA_EXCEEDED, naming the first resource that is short */
    static void require(QuotaHolder holder, Resources limit, Resources used, Resources requested) {
        require(holder, "gpu", limit.gpu(), used.gpu(), requested.gpu());
        require(holder, "cpu", limit.cpu(), used.cpu(), requested.cpu());
        require(holder, "memory", limit.memory(), used.memory(), requested.memory());
        require(holder, "storage", limit.storage(), used.storage(), requested.storage());
        require(holder, "environments", limit.environments(), used.environments(), requested.environments());
    }

    /** @param kept hours that the GPUs held and asked for must still have before them */
    static void requireGpuHours(QuotaHolder holder, BigDecimal limit, BigDecimal used, BigDecimal kept) {
        require(holder, QuotaLedger.GPU_HOURS, limit, used.setScale(2, RoundingMode.HALF_UP), kept);
    }

    private static void require(QuotaHolder holder, String resource, long limit, long used, long requested) {
        if (requested > 0 && used + requested > limit) {
            throw exceeded(holder, resource, limit, used, requested);
        }
    }

    private static void require(
            QuotaHolder holder, String resource, BigDecimal limit, BigDecimal used, BigDecimal requested) {
        if (requested.signum() > 0 && used.add(requested).compareTo(limit) > 0) {
            throw exceeded(holder, resource, limit, used, requested);
        }
    }

    private static PlatformException exceeded(
            QuotaHolder holder, String resource, Number limit, Number used, Number requested) {
        return new PlatformException(
                ErrorCode.QUOTA_EXCEEDED,
                "the %s's quota allows %s %s, %s used, %s more asked; stop or delete an environment, or ask an administrator"
                        .formatted(holder.kind(), limit, resource, used, requested),
                Map.of(
                        "resource", resource,
                        "limit", limit,
                        "used", used,
                        "requested", requested,
                        "holder", holder.kind()));
    }
}
