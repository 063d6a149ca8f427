package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GpuHoursIT extends RunningService {
    private static final Instant MONTH =
            YearMonth.now(ZoneOffset.UTC).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    @Autowired
    GpuHourWatch watch;

    @Test
    void countsWhatMetersRanOfThisMonthAndOfEveryGpu() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("metered");
        String environment = runningEnvironment(api, workspace, 2);

        // an hour before the month began and an hour after, metered in full
        closed(customer, environment, 1, MONTH.plus(Duration.ofHours(1)), 7200);
        deliver(publisher.publish(close(customer, environment, 2, MONTH.plus(Duration.ofHours(1)), 1800)), 2);

        eventually(() -> assertThat(hours(api, "/users/me/quota", "used")).isEqualTo(3.0));
        assertThat(hours(api, "/workspaces/" + workspace + "/quota", "used")).isEqualTo(3.0);
        assertThat(hours(api, "/users/me/quota", "limits")).isEqualTo(2000.0);
    }

    @Test
    void countsTheTimeOfASharePartly() {
        long customer = registered();
        Api api = as(customer);
        String environment = runningEnvironment(api, "\"gpu_spec\":{\"share\":250}", api.workspace("quarter"));

        closed(customer, environment, 1, MONTH.plus(Duration.ofHours(2)), 7200);

        eventually(() -> assertThat(hours(api, "/users/me/quota", "used")).isEqualTo(0.5));
    }

    @Test
    void takesAMeterThatClosesBeforeItIsHeardToOpen() {
        long customer = registered();
        Api api = as(customer);
        String environment = runningEnvironment(api, api.workspace("reordered"), 1);

        closed(customer, environment, 1, MONTH.plus(Duration.ofHours(2)), 3600);
        publisher.publish(new MeterOpened(
                new WorkloadId(environment), new CustomerId(customer), 1, MONTH.plus(Duration.ofHours(1))));
        // of the same workload, so heard after the two
        closed(customer, environment, 2, MONTH.plus(Duration.ofHours(3)), 1800);

        eventually(() -> assertThat(hours(api, "/users/me/quota", "used")).isEqualTo(1.5));
    }

    @Test
    void refusesAStartWhenTheMonthIsUsedUpAndKeepsAnHourForEveryGpuThatIsHeld() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("spent");
        limit(customer, 4);
        String environment = runningEnvironment(api, workspace, 1);
        closed(customer, environment, 1, MONTH.plus(Duration.ofHours(1)), 3600);
        eventually(() -> assertThat(hours(api, "/users/me/quota", "used")).isEqualTo(1.0));

        // 1 used, 1 kept for the GPU that is held: 2 are left
        assertThat(api.post("/environments", Api.environmentBody(workspace, 2)).status())
                .isEqualTo(202);
        Answer refused = api.post("/environments", Api.environmentBody(workspace, 1));

        assertThat(refused.code()).isEqualTo(40_003);
        assertThat(refused.details().path("resource").asString()).isEqualTo("gpu_hours_month");
        assertThat(refused.details().path("limit").asDouble()).isEqualTo(4);
        assertThat(api.post("/environments", Api.environmentBody(workspace, 0)).status())
                .as("needs no GPU")
                .isEqualTo(202);
    }

    @Test
    void warnsOfRunningTimeOnceHoweverOftenItIsLookedAt() {
        long customer = registered();
        Api api = as(customer);
        String environment = runningEnvironment(api, api.workspace("nearly"), 1);
        limit(customer, 10);
        closed(customer, environment, 1, MONTH.plus(Duration.ofHours(9)), 9 * 3600);
        publisher.publish(new MeterOpened(new WorkloadId(environment), new CustomerId(customer), 2, Instant.now()));
        eventually(() -> assertThat(leases(environment)).isEqualTo(2));

        watch.look();
        watch.look();

        assertThat(told(customer, "gpu_hours_month")).isEqualTo(1);
        QuotaNearlyUsed warning =
                topics.await(QuotaNearlyUsed.class, event -> event.customerId().value() == customer);
        assertThat(warning.holder()).isEqualTo("customer");
        assertThat(warning.limit()).isEqualByComparingTo("10");
    }

    private void limit(long customer, int gpuHours) {
        String limits = """
            {"cpu":1000,"memory":10000000,"gpu":10,"storage":100000000,"environments":1000,"gpu_hours_month":%d}\
            """.formatted(gpuHours);
        assertThat(admin().put("/admin/quotas/customers/" + customer, limits).status())
                .isEqualTo(200);
    }

    private void closed(long customer, String environment, long epoch, Instant end, long seconds) {
        publisher.publish(close(customer, environment, epoch, end, seconds));
    }

    private static MeterClosed close(long customer, String environment, long epoch, Instant end, long seconds) {
        return new MeterClosed(
                new WorkloadId(environment), new CustomerId(customer), epoch, end, seconds, BigDecimal.ONE, "CNY");
    }

    private int leases(String environment) {
        return inDatabase(jdbc -> jdbc.sql("select count(*) from gpu_time where environment_id = :id")
                .param("id", environment)
                .query(Integer.class)
                .single());
    }

    private int told(long customer, String resource) {
        return inDatabase(jdbc -> jdbc.sql("""
            select count(*) from outbox where type = 'workspace.quota-nearly-used.v1'
                and payload::jsonb ->> 'customer_id' = :customer and payload::jsonb ->> 'resource' = :resource
            """)
                .param("customer", Long.toString(customer))
                .param("resource", resource)
                .query(Integer.class)
                .single());
    }

    private static double hours(Api api, String path, String what) {
        return api.get(path).data().path(what).path("gpu_hours_month").asDouble();
    }
}
