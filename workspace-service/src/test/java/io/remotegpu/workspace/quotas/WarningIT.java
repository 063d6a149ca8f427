package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningIT extends RunningService {
    private static final String FIVE_GPUS =
            "{\"cpu\":1000,\"memory\":10000000,\"gpu\":5,\"storage\":100000000,\"environments\":1000}";

    @Test
    void tellsOncePerCrossingOfTheMark() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("warned");
        admin().put("/admin/quotas/customers/" + customer, FIVE_GPUS);

        api.environment(workspace, 3);
        assertThat(told(customer, "customer")).isEmpty();
        String fourth = api.environment(workspace, 1);
        assertThat(told(customer, "customer")).containsExactly("gpu 4 of 5");
        api.environment(workspace, 1);
        assertThat(told(customer, "customer")).as("still past it").hasSize(1);

        publisher.publish(Facts.of(fourth).failed(0, FailureCause.IMAGE_UNAVAILABLE));
        awaitStatus(api, fourth, "error");
        assertThat(told(customer, "customer")).as("4 of 5 are past it").hasSize(1);
    }

    @Test
    void tellsAgainAfterUseFellBelowTheMark() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("warned twice");
        admin().put("/admin/quotas/customers/" + customer, FIVE_GPUS);
        String all = api.environment(workspace, 5);
        publisher.publish(Facts.of(all).failed(0, FailureCause.IMAGE_UNAVAILABLE));
        awaitStatus(api, all, "error");

        api.environment(workspace, 4);

        assertThat(told(customer, "customer")).containsExactly("gpu 5 of 5", "gpu 4 of 5");
    }

    @Test
    void tellsTheOwnerOfAWorkspace() {
        long owner = registered();
        long workspace = as(owner).workspace("shared");
        long member = registered();
        as(owner)
                .post(
                        "/workspaces/" + workspace + "/members",
                        "{\"email\":\"user" + member + "@example.org\",\"role\":\"member\"}");
        admin().put("/admin/quotas/workspaces/" + workspace, FIVE_GPUS);
        admin().put("/admin/quotas/customers/" + member, FIVE_GPUS.replace(":5", ":100"));

        as(member).environment(workspace, 4);

        assertThat(told(owner, "workspace")).containsExactly("gpu 4 of 5");
        assertThat(told(member, "customer")).isEmpty();
    }

    private List<String> told(long customer, String holder) {
        return inDatabase(jdbc -> jdbc.sql("""
                        select payload::jsonb ->> 'resource' || ' ' || (payload::jsonb ->> 'used') || ' of '
                            || (payload::jsonb ->> 'limit')
                        from outbox where type = 'workspace.quota-nearly-used.v1'
                            and payload::jsonb ->> 'customer_id' = :customer and payload::jsonb ->> 'holder' = :holder
                        order by seq
                        """)
                .param("customer", Long.toString(customer))
                .param("holder", holder)
                .query(String.class)
                .list());
    }
}
