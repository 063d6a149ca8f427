package io.remotegpu.workspace.quotas;

import java.math.BigDecimal;
import java.math.RoundingMode;

record QuotaView(Amounts limits, Amounts used) {
    record Amounts(double cpu, long memory, BigDecimal gpu, long storage, long environments, double gpuHoursMonth) {
        static Amounts of(Resources resources, BigDecimal gpuHours) {
            return new Amounts(
                    resources.cpu().doubleValue(),
                    resources.memory(),
                    resources.gpu(),
                    resources.storage(),
                    resources.environments(),
                    gpuHours.setScale(2, RoundingMode.HALF_UP).doubleValue());
        }
    }
}
