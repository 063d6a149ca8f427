package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotaPropertiesTest {
    private static final QuotaHolder CUSTOMER = new QuotaHolder.OfCustomer(new CustomerId(1));
    private static final QuotaHolder WORKSPACE = new QuotaHolder.OfWorkspace(new WorkspaceId(1));

    @Test
    void hasDefaults() {
        QuotaProperties properties = bind(Map.of());

        assertThat(properties.defaultsOf(CUSTOMER)).isEqualTo(limits("32", 131_072, 4, 512_000, 20, "2000"));
        assertThat(properties.defaultsOf(WORKSPACE)).isEqualTo(limits("256", 1_048_576, 16, 4_096_000, 100, "10000"));
    }

    @Test
    void bindsEveryKey() {
        QuotaProperties properties = bind(Map.ofEntries(
                Map.entry("workspace.quotas.customer.cpu", "1.5"),
                Map.entry("workspace.quotas.customer.memory", "2"),
                Map.entry("workspace.quotas.customer.gpu", "3"),
                Map.entry("workspace.quotas.customer.storage", "4"),
                Map.entry("workspace.quotas.customer.environments", "5"),
                Map.entry("workspace.quotas.workspace.cpu", "6.5"),
                Map.entry("workspace.quotas.workspace.memory", "7"),
                Map.entry("workspace.quotas.workspace.gpu", "8"),
                Map.entry("workspace.quotas.workspace.storage", "9"),
                Map.entry("workspace.quotas.workspace.environments", "10"),
                Map.entry("workspace.quotas.customer.gpu-hours-month", "11"),
                Map.entry("workspace.quotas.workspace.gpu-hours-month", "12"),
                Map.entry("workspace.quotas.warning-share", "0.5"),
                Map.entry("workspace.quotas.reserved-gpu-hours", "2"),
                Map.entry("workspace.quotas.review-every", "3m"),
                Map.entry("workspace.quotas.reconcile-every", "4m")));

        assertThat(properties.defaultsOf(CUSTOMER)).isEqualTo(limits("1.5", 2, 3, 4, 5, "11"));
        assertThat(properties.defaultsOf(WORKSPACE)).isEqualTo(limits("6.5", 7, 8, 9, 10, "12"));
        assertThat(properties.warningShare()).isEqualByComparingTo("0.5");
        assertThat(properties.reservedGpuHours()).isEqualByComparingTo("2");
        assertThat(properties.reviewEvery()).hasMinutes(3);
        assertThat(properties.reconcileEvery()).hasMinutes(4);
    }

    private static Limits limits(String cpu, long memory, long gpu, long storage, long environments, String gpuHours) {
        return new Limits(
                new Resources(new BigDecimal(cpu), memory, BigDecimal.valueOf(gpu), storage, environments),
                new BigDecimal(gpuHours));
    }

    private static QuotaProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("workspace.quotas", Bindable.of(QuotaProperties.class));
    }
}
