package io.remotegpu.identity.notifications.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.FleetEvent.HostIncomplete;
import io.remotegpu.contracts.FleetEvent.SagaStuck;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those who run the platform are told of it. */
class AdministratorFactsIT extends OwnerOfAnEnvironment {
    private CustomerId admin = new CustomerId(Long.MAX_VALUE);

    @Test
    void tellsAdministratorsOnceOfEachProcessThatNobodyAnswers() {
        admin = customer();
        CustomerId person = customer();
        becomes(admin, "admin");
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        var stuck = services.publish(stuck(first));
        services.publish(stuck);
        services.publish(stuck(second));
        await().untilAsserted(
                        () -> assertThat(texts(admin, "saga_id")).containsExactly(first.toString(), second.toString()));
        assertThat(kinds(admin)).containsOnly("saga_stuck");
        assertThat(kinds(person)).isEmpty();
    }

    @Test
    void tellsAdministratorsOnceOfEachHostThatLostGpus() {
        admin = customer();
        becomes(admin, "admin");
        var closed = services.publish(incomplete("GPU 3 is gone", true));
        services.publish(closed);
        services.publish(incomplete("GPU 3 is gone, GPU 4 is gone", false));
        await().untilAsserted(() ->
                assertThat(texts(admin, "gpus")).containsExactly("GPU 3 is gone", "GPU 3 is gone, GPU 4 is gone"));
        assertThat(kinds(admin)).containsExactly("host_closed_incomplete", "host_incomplete");
    }

    private HostIncomplete incomplete(String words, boolean closed) {
        return new HostIncomplete(Facts.HOST, "a100-01", List.of("GPU-3"), words, closed, clock.instant());
    }

    @AfterEach
    void nobodyStaysAdministrator() {
        becomes(admin, "external");
    }

    private void becomes(CustomerId customer, String type) {
        jdbc.sql("update customers set user_type = :type where id = :id")
                .param("type", type)
                .param("id", customer.value())
                .update();
    }

    private SagaStuck stuck(UUID saga) {
        return new SagaStuck(Facts.HOST, saga, "stop-workload", environment.value(), "verify", 5, clock.instant());
    }
}
