package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.NOON;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import java.math.BigDecimal;
import java.util.List;

final class BillingSamples {
    private BillingSamples() {}

    static List<Message> all() {
        return List.of(
                new MeterOpened(ENVIRONMENT, CUSTOMER, EPOCH, NOON),
                new MeterClosed(
                        ENVIRONMENT, CUSTOMER, EPOCH, NOON.plusSeconds(3600), 3600, new BigDecimal("12.3456"), "CNY"));
    }
}
