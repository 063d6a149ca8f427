package io.remotegpu.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.contracts.workload.DiskSpace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final CountDownLatch engineAnswers = new CountDownLatch(1);

    @Test
    void waitsForNoEngineThatListsItsImagesForLongAndTellsThemOnceItHas() {
        Surroundings surroundings = surroundings(stock(() -> {
            engineAnswers.await();
            return List.of("debian:13");
        }));

        assertThat(surroundings.images()).isEmpty();
        engineAnswers.countDown();
        Awaitility.await().until(() -> surroundings.images().equals(List.of("debian:13")));
    }

    @Test
    void servesOnWhereNothingIsToldOfImages() {
        Surroundings surroundings = surroundings(stock(() -> {
            throw new IllegalStateException("the engine is gone");
        }));

        assertThat(surroundings.images()).isEmpty();
        assertThat(surroundings.disk()).isNull();
    }

    @Test
    void waitsForNoEngineThatDoesNotSayWhereItsDiskIs() throws Exception {
        CountDownLatch toldOnce = new CountDownLatch(1);
        Surroundings surroundings = surroundings(new HostStock() {
            @Override
            public DiskSpace disk() {
                try {
                    engineAnswers.await();
                } catch (InterruptedException ending) {
                    throw new IllegalStateException(ending);
                }
                toldOnce.countDown();
                return new DiskSpace(100, 7);
            }

            @Override
            public List<String> images() {
                return List.of();
            }
        });

        assertThat(surroundings.freeDisk()).isNull();
        engineAnswers.countDown();
        toldOnce.await();
        Awaitility.await().until(() -> Integer.valueOf(7).equals(surroundings.freeDisk()));
    }

    private static Surroundings surroundings(HostStock stock) {
        return new Surroundings(
                stock, new GpuTopology("/nowhere/nvidia-smi", Duration.ofSeconds(1)), Duration.ofMillis(200));
    }

    private interface Listing {
        List<String> images() throws InterruptedException;
    }

    private static HostStock stock(Listing listing) {
        return new HostStock() {
            @Override
            public DiskSpace disk() {
                throw new IllegalStateException("the engine is gone");
            }

            @Override
            public List<String> images() {
                try {
                    return listing.images();
                } catch (InterruptedException ending) {
                    throw new IllegalStateException(ending);
                }
            }
        };
    }
}
