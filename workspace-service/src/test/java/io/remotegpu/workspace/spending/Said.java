package io.remotegpu.workspace.spending;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.workspace.Api;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What billing-service says, and to whom it matters. */
final class Said {
    private Said() {}

    static List<WorkloadId> ids(String... environments) {
        return Stream.of(environments).map(WorkloadId::new).toList();
    }

    static <M extends Message> Envelope<M> at(Instant time, M message) {
        return new Envelope<>(UUID.randomUUID(), "billing-service", time, null, message);
    }

    static void join(Api owner, long workspace, CustomerId member) {
        assertThat(owner.post(
                                "/workspaces/" + workspace + "/members",
                                "{\"email\":\"user%s@example.org\",\"role\":\"member\"}".formatted(member))
                        .status())
                .isEqualTo(201);
    }
}
