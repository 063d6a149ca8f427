package io.remotegpu.gis.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.Api.Answer;
import io.remotegpu.gis.RunningGis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class QuotasIT extends RunningGis {
    private static final String FILES = "{\"resources\":{\"storage_mb\":64},\"mbtiles\":{\"files\":[\"a.mbtiles\"]}}";

    @Autowired
    QuotaLedger ledger;

    @Autowired
    StorageLedger storage;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void letsExactlyAsManyInAsThereIsRoomForHoweverManyTryAtOnce() throws Exception {
        Api owner = somebody();
        List<Callable<Integer>> rivals = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> owner.post("/user-services", body("martin", "s" + i, FILES))
                        .status())
                .toList();

        assertThat(all(rivals)).filteredOn(status -> status == 201).hasSize(5);
        assertThat(usage(owner).at("/services/martin/used").asInt()).isEqualTo(5);
        assertThat(owner.get("/user-services").data().at("/pagination/total").asInt())
                .isEqualTo(5);
    }

    @Test
    void letsExactlyAsMuchRunAsThereIsMemoryForHoweverManyStartAtOnce() throws Exception {
        long customer = newCustomer();
        List<Long> services = IntStream.range(0, 5)
                .mapToObj(i -> as(customer).service("martin", "s" + i, FILES))
                .toList();
        List<Callable<Integer>> rivals = services.stream()
                .<Callable<Integer>>map(service -> () -> run(customer, service, 600, 10) ? 1 : 0)
                .toList();

        assertThat(all(rivals).stream().mapToInt(each -> each).sum()).isEqualTo(3);
        JsonNode usage = usage(as(customer));
        assertThat(usage.at("/memory_mb/used").asInt()).isEqualTo(1800);
        assertThat(usage.path("running").asInt()).isEqualTo(3);
        services.forEach(ledger::releaseRun);
        services.forEach(ledger::releaseRun);
        assertThat(usage(as(customer)).at("/memory_mb/used").asInt()).isZero();
    }

    @Test
    void asksForNothingTwiceFromAServiceThatRunsAlready() {
        long customer = newCustomer();
        long service = as(customer).service("martin", "roads", FILES);

        assertThat(run(customer, service, 1500, 60)).isTrue();
        assertThat(run(customer, service, 2048, 100)).isTrue();
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> reserve(customer, service, 2049, 1))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED))
                .satisfies(
                        refusal -> assertThat(refusal.details().get("resource")).isEqualTo("memory_mb"));
    }

    @Test
    void saysWhichLimitIsInTheWay() {
        Api owner = somebody();
        Answer storage = owner.post("/user-services", body("martin", "large", FILES.replace("64", "10241")));
        Answer requests = owner.post(
                "/user-services",
                body("martin", "busy", FILES.replace("{\"res", "{\"max_concurrent_requests\":101,\"res")));

        assertThat(storage.code()).isEqualTo(40003);
        assertThat(storage.details().path("resource").asString()).isEqualTo("storage_mb");
        assertThat(storage.details().path("limit").asInt()).isEqualTo(10_240);
        assertThat(requests.details().path("resource").asString()).isEqualTo("concurrent_requests");
        long id = owner.service("martin", "fits", FILES);
        assertThat(owner.put("/user-services/" + id, "{\"config_data\":" + FILES.replace("64", "10241") + "}")
                        .code())
                .isEqualTo(40003);
    }

    @Test
    void anAdministratorGivesAPlanUntilItExpires() {
        long customer = newCustomer();
        String path = "/admin/user-services/quotas/" + customer;
        Answer given = admin().put(path, """
                {"quota_type":"premium","max_martin_services":7,"expiry_date":"%s"}""".formatted(clock.instant().plus(Duration.ofDays(1))));

        assertThat(given.text("quota_type")).isEqualTo("premium");
        assertThat(given.data().at("/services/martin/limit").asInt()).isEqualTo(7);
        assertThat(given.data().at("/memory_mb/limit").asInt()).isEqualTo(16_384);
        assertThat(given.data().at("/services/mapserver/limit").asInt()).isEqualTo(10);
        assertThat(admin().put(path, "{\"quota_type\":\"golden\"}")
                        .details()
                        .at("/fields/0/reason")
                        .asString())
                .isEqualTo("must be basic, standard or premium");
        assertThat(as(customer).put(path, "{\"quota_type\":\"premium\"}").status())
                .isEqualTo(403);
        admin().put(path, "{\"quota_type\":\"basic\",\"expiry_date\":\"" + clock.instant() + "\"}");
        assertThat(usage(as(customer)).path("quota_type").asString())
                .as("it expired at once, so the default plan holds")
                .isEqualTo("standard");
    }

    @Test
    void showsWhatWasMeasuredLast() {
        Api owner = somebody();
        long service = owner.service("martin", "roads", FILES);
        storage.measured(service, 40, NOON);
        storage.measured(service, 30, NOON.minusSeconds(1));

        assertThat(usage(owner).at("/storage_mb/used").asInt()).isEqualTo(40);
        assertThat(usage(owner).at("/storage_mb/reserved").asInt()).isEqualTo(64);
        owner.delete("/user-services/" + service);
        assertThat(usage(owner).at("/storage_mb/used").asInt()).isZero();
    }

    private boolean run(long customer, long service, int memory, int requests) {
        try {
            reserve(customer, service, memory, requests);
            return true;
        } catch (PlatformException exceeded) {
            return false;
        }
    }

    private void reserve(long customer, long service, int memory, int requests) {
        transaction.executeWithoutResult(
                status -> ledger.reserveRun(new CustomerId(customer), service, memory, requests));
    }

    private static JsonNode usage(Api owner) {
        return owner.get("/user-services/resource-usage").data();
    }

    private static List<Integer> all(List<Callable<Integer>> rivals) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(rivals).stream().map(Future::resultNow).toList();
        }
    }

    private static String body(String type, String name, String configuration) {
        return """
                {"service_name":"%s","service_type":"%s","config_data":%s}""".formatted(name, type, configuration);
    }
}
