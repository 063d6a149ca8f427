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

        assertThat(properties.defaultsOf(CUSTOMER))
                .isEqualTo(new Resources(new BigDecimal("32"), 131_072, 4, 512_000, 20));
        assertThat(properties.defaultsOf(WORKSPACE))
                .isEqualTo(new Resources(new BigDecimal("256"), 1_048_576, 16, 4_096_000, 100));
    }

    @Test
    void bindsEveryKey() {
        QuotaProperties properties = bind(Map.of(
                "workspace.quotas.customer.cpu", "1.5",
                "workspace.quotas.customer.memory", "2",
                "workspace.quotas.customer.gpu", "3",
                "workspace.quotas.customer.storage", "4",
                "workspace.quotas.customer.environments", "5",
                "workspace.quotas.workspace.cpu", "6.5",
                "workspace.quotas.workspace.memory", "7",
                "workspace.quotas.workspace.gpu", "8",
                "workspace.quotas.workspace.storage", "9",
                "workspace.quotas.workspace.environments", "10"));

        assertThat(properties.defaultsOf(CUSTOMER)).isEqualTo(new Resources(new BigDecimal("1.5"), 2, 3, 4, 5));
        assertThat(properties.defaultsOf(WORKSPACE)).isEqualTo(new Resources(new BigDecimal("6.5"), 7, 8, 9, 10));
    }

    private static QuotaProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("workspace.quotas", Bindable.of(QuotaProperties.class));
    }
}
