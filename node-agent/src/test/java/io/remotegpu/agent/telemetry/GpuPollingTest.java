package io.remotegpu.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.gpu.GpuLoad;
import io.remotegpu.contracts.workload.GpuSample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GpuPollingTest {
    private static final GpuLoad LOAD = new GpuLoad("GPU-1", 40.0, null, 2048.0, 81920.0, 55.0, 210.0);

    @Test
    void tellsWhatWasReadSinceTheLastTaking() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        GpuPolling polling = new GpuPolling(
                () -> {
                    asked.incrementAndGet();
                    return new GpuLoad.Loads(List.of(LOAD), null);
                },
                Duration.ofMillis(1));
        Thread thread = Thread.ofVirtual().start(polling::run);
        await().until(() -> asked.get() > 2);
        polling.close();
        thread.join();

        GpuReadings.Taken taken = polling.take();
        assertThat(taken.problem()).isNull();
        assertThat(taken.gpus())
                .containsExactly(new GpuSample("GPU-1", asked.get(), 40.0, 40, null, 2048, 81920, 55, 210.0));
        assertThat(polling.take().gpus()).isEmpty();
    }

    @Test
    void goesOnAfterAQuestionThatFailed() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        GpuPolling polling = new GpuPolling(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("no such tool");
                    }
                    return new GpuLoad.Loads(List.of(LOAD), null);
                },
                Duration.ofMillis(1));
        Thread thread = Thread.ofVirtual().start(polling::run);
        await().until(() -> asked.get() > 1);
        polling.close();
        thread.join();

        GpuReadings.Taken taken = polling.take();
        assertThat(taken.problem()).contains("no such tool");
        assertThat(taken.gpus()).extracting(GpuSample::uuid).containsExactly("GPU-1");
    }
}
