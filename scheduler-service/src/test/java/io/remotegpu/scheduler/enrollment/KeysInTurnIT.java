package io.remotegpu.scheduler.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.junit.jupiter.api.Test;

/** One host with one key after another: an earlier key's open connection gains nothing by a later enrolment. */
class KeysInTurnIT extends SecuredScheduler {
    @Test
    void aRevokedKeyReadsNoCommandsWhenItsHostIsEnrolledAnew() throws Exception {
        EnrollingHost before = enrolled();
        try (KafkaConsumer<String, String> open = reading(before)) {
            assertThat(admin.send("/hosts/" + before.id + "/enrollment", "DELETE", "")
                            .statusCode())
                    .isEqualTo(204);
            anew(before.id);

            assertShutOut(awaitRefusal(open));
        }
        assertThat(limits("host/" + before.id + "/")).hasSize(1);
    }

    @Test
    void aReplacedKeyReadsNoCommandsEither() throws Exception {
        EnrollingHost before = enrolled();
        try (KafkaConsumer<String, String> open = reading(before)) {
            EnrollingHost after = anew(before.id);

            assertShutOut(awaitRefusal(open));
            try (KafkaConsumer<String, String> reads = reading(after)) {
                assertThat(reads.assignment()).hasSize(1);
            }
        }
    }

    @Test
    void aHostFromBeforeKeepsItsUserUntilItIsEnrolledAnew() {
        EnrollingHost host = enrolled();
        String old = "host-" + host.id;
        jdbc.sql("update host_enrollments set kafka_user = :old where host_id = :host")
                .param("old", old)
                .param("host", host.id.value())
                .update();

        assertThat(host.renew(EnrollingHost.now().plusSeconds(1)).status()).isEqualTo(200);
        try (KafkaConsumer<String, String> open = reading(host)) {
            anew(host.id);
            assertShutOut(awaitRefusal(open));
        }
    }

    /** Over a connection that was let in, and stays open. */
    private static KafkaConsumer<String, String> reading(EnrollingHost host) {
        KafkaConsumer<String, String> open = host.reads(Topics.nodeCommands(host.id));
        awaitRead(open);
        return open;
    }

    private static void assertShutOut(KafkaException refusal) {
        assertThat(refusal).isInstanceOfAny(AuthorizationException.class, SaslAuthenticationException.class);
    }

    /** Of users whose names begin so. */
    private static List<Map<String, Double>> limits(String prefix) throws ExecutionException, InterruptedException {
        ClientQuotaFilter users =
                ClientQuotaFilter.contains(List.of(ClientQuotaFilterComponent.ofEntityType(ClientQuotaEntity.USER)));
        try (Admin brokers = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.servers()))) {
            return brokers.describeClientQuotas(users).entities().get().entrySet().stream()
                    .filter(entry ->
                            entry.getKey().entries().get(ClientQuotaEntity.USER).startsWith(prefix))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
