package io.remotegpu.gis.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.Plans;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageQuery.Order;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The very statements of the list of services, on 100,000 of them. */
class ListingPlanIT extends RunningGis {
    private static final CustomerId USER = new CustomerId(9_000_007);

    @Autowired
    private TransactionOperations transaction;

    @Test
    void readsTheServicesOfSomebodyFromAnIndexWhateverTheyFilterBy() {
        Plans.on(jdbc, transaction, List.of(), plans -> {
            for (Map<String, List<String>> filters : List.of(
                    Map.<String, List<String>>of(),
                    Map.of("service_type", List.of("martin"), "status", List.of("running", "error")),
                    Map.of("is_default", List.of("true")))) {
                for (String column : List.of("created_at", "service_name")) {
                    PageQuery query = new PageQuery(1, 20, List.of(new Order(column, true)), "id", filters, null);
                    assertThat(plans.of(ServiceListing.sql(query), ServiceListing.params(USER, query)))
                            .containsAnyOf(
                                    "idx_user_service_configs_user_id",
                                    "user_service_configs_name",
                                    "user_service_configs_default")
                            .doesNotContain("Seq Scan");
                }
            }
        });
    }
}
