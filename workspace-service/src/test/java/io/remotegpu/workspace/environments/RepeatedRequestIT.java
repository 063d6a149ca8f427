package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that heard no answer sends its request again, with the same key. */
class RepeatedRequestIT extends RunningService {
    private static final int AT_ONCE = 4;

    private Api api;
    private String body;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        body = Api.environmentBody(api.workspace("vision lab"), 1);
    }

    @Test
    void createsOneEnvironmentForOneKey() {
        String key = UUID.randomUUID().toString();

        Answer first = api.post("/environments", body, key);
        Answer again = api.post("/environments", body, key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(environments()).isEqualTo(1);
        assertThat(used(api, "gpu")).isEqualTo(1);

        assertThat(api.post("/environments", body, UUID.randomUUID().toString()).text("id"))
                .isNotEqualTo(first.text("id"));
        assertThat(api.post("/environments", body.replace("train", "other"), key)
                        .status())
                .isEqualTo(409);
    }

    /** Who comes while the first is under way is told to ask again, and gets its answer then. */
    @Test
    void createsOneEnvironmentForOneKeyAtOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> {
                                await(together);
                                return api.post("/environments", body, key);
                            },
                            threads))
                    .limit(AT_ONCE)
                    .toList();
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get().status()).isIn(202, 409);
            }
        }

        Answer after = api.post("/environments", body, key);
        assertThat(after.status()).isEqualTo(202);
        assertThat(environments()).isEqualTo(1);
        assertThat(used(api, "gpu")).isEqualTo(1);
    }

    private int environments() {
        return api.get("/environments").data().path("items").size();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
