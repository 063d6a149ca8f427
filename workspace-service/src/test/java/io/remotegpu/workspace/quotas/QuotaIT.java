package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.QuotaEvent.QuotaLimitsSet;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaIT extends RunningService {
    private static final String ONE_GPU =
            "{\"cpu\":1000,\"memory\":10000000,\"gpu\":1,\"storage\":100000000,\"environments\":1000}";

    @Test
    void givesTheLastGpuOfAWorkspaceToExactlyOneOfManyRivals() throws InterruptedException, ExecutionException {
        Api api = as(newCustomer());
        long workspace = api.workspace("contested");
        assertThat(admin().put("/admin/quotas/workspaces/" + workspace, ONE_GPU).status())
                .isEqualTo(200);

        List<Answer> answers = atOnce(200, api, workspace);

        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code() == 40_003)).hasSize(199);
        assertThat(api.get("/workspaces/" + workspace + "/quota")
                        .data()
                        .path("used")
                        .path("gpu")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void letsSharesAddUpToTheWholeOnesOfTheLimit() {
        long owner = newCustomer();
        Api api = as(owner);
        long workspace = api.workspace("halves");
        admin().put("/admin/quotas/customers/" + owner, ONE_GPU);

        assertThat(api.post("/environments", share(workspace, 500)).status()).isEqualTo(202);
        assertThat(api.post("/environments", Api.environmentBody(workspace, 1)).code())
                .isEqualTo(40_003);
        assertThat(api.post("/environments", share(workspace, 500)).status()).isEqualTo(202);

        Answer refused = api.post("/environments", share(workspace, 1));
        assertThat(refused.code()).isEqualTo(40_003);
        assertThat(refused.details().path("used").decimalValue()).isEqualByComparingTo("1");
        assertThat(refused.details().path("requested").decimalValue()).isEqualByComparingTo("0.001");
    }

    @Test
    void countsAllTheDiskThatIsKeptForAnEnvironmentAsItsStorage() {
        Api api = as(newCustomer());
        String body = """
            {"name":"roomy","workspace_id":%d,"cpu":1,"memory":1024,"storage":10240,"disk":%d}""";
        long workspace = api.workspace("large disks");

        assertThat(api.post("/environments", body.formatted(workspace, 300_000)).status())
                .isEqualTo(202);
        assertThat(used(api, "storage")).isEqualTo(300_000);
        Answer refused = api.post("/environments", body.formatted(workspace, 300_000));
        assertThat(refused.details().path("resource").asString()).isEqualTo("storage");
    }

    private static String share(long workspace, int share) {
        return """
            {"name":"part","workspace_id":%d,"cpu":1,"memory":1024,"gpu_spec":{"share":%d}}\
            """.formatted(workspace, share);
    }

    @Test
    void saysWhatIsShort() {
        Api api = as(newCustomer());
        long workspace = api.workspace("greedy");

        Answer refused = api.post("/environments", Api.environmentBody(workspace, 8));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.details().path("resource").asString()).isEqualTo("gpu");
        assertThat(refused.details().path("limit").asInt()).isEqualTo(4);
        assertThat(refused.details().path("used").asInt()).isZero();
        assertThat(refused.details().path("requested").asInt()).isEqualTo(8);
        assertThat(used(api, "environments")).isZero();
    }

    @Test
    void refusesAStartWhenSomeoneElseTookTheGpuMeanwhile() {
        long owner = newCustomer();
        Api api = as(owner);
        long workspace = api.workspace("shared");
        admin().put("/admin/quotas/customers/" + owner, ONE_GPU);
        String first = api.environment(workspace, 1);
        publisher.publish(Facts.of(first).failed(0, FailureCause.IMAGE_UNAVAILABLE));
        awaitStatus(api, first, "error");
        api.environment(workspace, 1);

        Answer refused = api.put("/environments/" + first + "/start", null);

        assertThat(refused.code()).isEqualTo(40_003);
        assertThat(api.get("/environments/" + first).text("status")).isEqualTo("error");
    }

    @Test
    void letsOnlyAdministratorsSetQuotas() {
        long customer = newCustomer();
        Api api = as(customer);
        api.workspace("mine");

        assertThat(api.put("/admin/quotas/customers/" + customer, ONE_GPU).code())
                .isEqualTo(20_003);
        assertThat(admin().put("/admin/quotas/customers/" + customer, "{\"gpu\":-1}")
                        .code())
                .isEqualTo(30_001);
        assertThat(admin().put("/admin/quotas/customers/999999", ONE_GPU).code())
                .isEqualTo(40_006);
        assertThat(as(newCustomer())
                        .get("/users/me/quota")
                        .data()
                        .path("limits")
                        .path("gpu")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void tellsWhoSetWhichLimits() {
        long customer = newCustomer();
        as(customer).workspace("limited");
        String two =
                "{\"cpu\":8,\"memory\":65536,\"gpu\":2,\"storage\":204800,\"environments\":20,\"gpu_hours_month\":10}";

        admin().put("/admin/quotas/customers/" + customer, two);
        admin().put("/admin/quotas/customers/" + customer, ONE_GPU);

        QuotaLimitsSet second = topics.await(
                QuotaLimitsSet.class,
                event -> event.holderId() == customer && event.after().gpu() == 1);
        assertThat(second.holder()).isEqualTo("customer");
        assertThat(second.actorId()).isEqualTo(new CustomerId(1));
        assertThat(second.before().gpu()).isEqualTo(2);
        assertThat(second.before().gpuHoursMonth()).isEqualByComparingTo("10");
        assertThat(second.after().gpuHoursMonth()).as("the default again").isGreaterThan(BigDecimal.TEN);
    }

    private static List<Answer> atOnce(int times, Api api, long workspace)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> api.post("/environments", Api.environmentBody(workspace, 1))))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
