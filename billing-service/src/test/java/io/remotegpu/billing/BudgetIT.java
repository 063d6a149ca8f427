package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.BillingEvent.BudgetReached;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.testing.TestTokens;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetIT extends BillingTestBase {
    @BeforeEach
    @AfterEach
    void backToTheAfternoon() {
        clock.set(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void warnsOfABudgetBlocksWhenItIsUsedAndLiftsTheBlockWhenItIsRaised() {
        assertThat(budget("10").statusCode()).isEqualTo(200);
        publisher.publish(running(1, clock.instant()));
        awaitRecords("status=open", 1);

        clock.advance(Duration.ofHours(9));
        BudgetReached reached =
                probe.await(BudgetReached.class, event -> event.customerId().value() == customer);
        assertThat(reached.percent()).isEqualTo(80);
        assertThat(reached.used()).isEqualByComparingTo(new BigDecimal("9"));

        clock.advance(Duration.ofHours(1));
        SpendingBlocked blocked =
                probe.await(SpendingBlocked.class, event -> event.customerId().value() == customer);
        assertThat(blocked.cause()).isEqualTo("budget");
        assertThat(budget("100").statusCode()).isEqualTo(200);
        probe.await(SpendingAllowed.class, event -> event.customerId().value() == customer);
        assertThat(budget("-1").statusCode()).isEqualTo(400);
    }

    @Test
    void liftsABlockOnlyWhenNoOtherBudgetOfTheHolderIsUsedUp() {
        assertThat(budget("gpu_hours", "10").statusCode()).isEqualTo(200);
        assertThat(budget("USD", "20").statusCode()).isEqualTo(200);
        publisher.publish(running(1, clock.instant()));
        awaitRecords("status=open", 1);
        clock.advance(Duration.ofHours(10));
        awaitBlockingBudgets(2);

        assertThat(budget("gpu_hours", "100").statusCode()).isEqualTo(200);
        awaitBlockingBudgets(1);
        assertThat(budget("USD", "200").statusCode()).isEqualTo(200);
        awaitBlockingBudgets(0);
        probe.await(SpendingAllowed.class, event -> event.customerId().value() == customer);

        assertThat(outboxed("billing.spending-blocked.v1")).isEqualTo(2);
        assertThat(outboxed("billing.spending-allowed.v1")).isEqualTo(1);
    }

    private void awaitBlockingBudgets(int budgets) {
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from budgets where customer_id = ? and blocked_in is not null")
                                .param(customer)
                                .query(Integer.class)
                                .single())
                .isEqualTo(budgets));
    }

    private int outboxed(String type) {
        return jdbc.sql("select count(*) from outbox where type = ? and aggregateid = ?")
                .params(type, Long.toString(customer))
                .query(Integer.class)
                .single();
    }

    @Test
    void letsNobodySetTheBudgetOfAWorkspaceOfOthers() {
        String body = """
                {"workspace_id":%d,"unit":"USD","amount":"5"}""".formatted(customer);
        assertThat(put("/api/v1/billing/budgets", TestTokens.of(customer), body).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> budget(String hours) {
        return budget("gpu_hours", hours);
    }

    private HttpResponse<String> budget(String unit, String amount) {
        return put("/api/v1/billing/budgets", TestTokens.of(customer), """
                {"unit":"%s","amount":"%s","blocks":true}""".formatted(unit, amount));
    }
}
