package io.remotegpu.gis.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LogsIT extends RunningGis {
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(100));

    @Autowired
    OperationLog log;

    @Autowired
    LogRetention retention;

    private long customer;
    private long service;

    @BeforeEach
    void aService() {
        customer = newCustomer();
        service = as(customer).service("martin", "roads", "{\"mbtiles\":{\"files\":[\"a.mbtiles\"]}}");
    }

    @Test
    void saysWhatWasDoneHowItEndedAndHowLongItTook() {
        CustomerId who = new CustomerId(customer);
        long start = log.begin(service, who, OperationType.START, "starting");
        clock.advance(Duration.ofMillis(1500));
        log.finish(
                start,
                OperationStatus.FAILED,
                "no such table",
                Map.of("log", "postgresql://u:hunter2@db/maps refused"));
        log.finish(start, OperationStatus.SUCCESS, "too late to matter", Map.of());
        JsonNode entry = items("?operation_type=start").get(0);

        assertThat(entry.path("operation_status").asString()).isEqualTo("failed");
        assertThat(entry.path("log_message").asString()).isEqualTo("no such table");
        assertThat(entry.path("execution_time_ms").asInt()).isEqualTo(1500);
        assertThat(entry.at("/error_details/log").asString()).isEqualTo("postgresql://u:***@db/maps refused");
        assertThat(entry.path("user_id").asLong()).isEqualTo(customer);
    }

    @Test
    void isFilteredByTimeTypeAndStatusAndWalkedThrough() {
        Api owner = as(customer);
        owner.put("/user-services/" + service, "{\"description\":\"one\"}");
        clock.advance(Duration.ofHours(1));
        owner.put("/user-services/" + service, "{\"description\":\"two\"}");

        assertThat(items("").size()).isEqualTo(3);
        assertThat(items("?operation_type=create").size()).isEqualTo(1);
        assertThat(items("?operation_type=create,config_update&operation_status=success")
                        .size())
                .isEqualTo(3);
        assertThat(items("?operation_status=failed").size()).isZero();
        assertThat(items("?start_time=" + clock.instant()).size()).isEqualTo(1);
        assertThat(items("?end_time=" + clock.instant()).size()).isEqualTo(2);
        assertThat(items("?limit=2").size()).isEqualTo(2);
        assertThat(owner.get(path("?operation_type=dance")).status()).isEqualTo(400);
        assertThat(owner.get(path("?start_time=yesterday")).status()).isEqualTo(400);
    }

    @Test
    void forgetsWhatIsOldButNothingThatIsStillUnderWay() {
        insert("success");
        insert("pending");
        retention.clean();

        assertThat(items("?end_time=" + LONG_AGO.plusSeconds(1)).findValuesAsString("operation_status"))
                .containsExactly("pending");
        assertThat(items("?operation_type=create").size()).isEqualTo(1);
    }

    private void insert(String status) {
        jdbc.sql("""
                        insert into service_logs (service_config_id, user_id, operation_type, operation_status, created_at)
                        values (:service, :user, 'stop', :status, :at)
                        """)
                .param("service", service)
                .param("user", customer)
                .param("status", status)
                .param("at", LONG_AGO.atOffset(ZoneOffset.UTC))
                .update();
    }

    private JsonNode items(String query) {
        return as(customer).get(path(query)).data().path("items");
    }

    private String path(String query) {
        return "/user-services/" + service + "/logs" + query;
    }
}
