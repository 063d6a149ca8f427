package io.remotegpu.messaging.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer.Cause;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.error.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {
    @ParameterizedTest
    @CsvSource({
        "NOT_HERE, NOT_FOUND",
        "TOO_MANY, RATE_LIMITED",
        "ENGINE, CONTAINER_ENGINE_ERROR",
        "CLUSTER, KUBERNETES_ERROR",
    })
    void tellsWhoeverAskedInTheHostsWords(Cause cause, ErrorCode code) {
        var refused = new QuestionRefused(new UUID(1, 2), new HostId("lab"), cause, "the host's words");

        var failure = Refused.asException(refused);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessage("the host's words");
        assertThat(failure.details().get("host_id")).isEqualTo("lab");
    }
}
