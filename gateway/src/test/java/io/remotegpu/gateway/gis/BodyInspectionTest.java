package io.remotegpu.gateway.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class BodyInspectionTest {
    private static final long LIMIT = 60;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void holdsNoMoreThanThereIsMemoryFor() {
        BodyInspection bodies = bodies(LONG);
        Disposable first = held(bodies, asked(60).body(Flux.never())).subscribe();

        held(bodies, asked(60).body(body(60))).block();
        held(bodies, asked(40).body(body(40))).block();
        assertThat(refused).hasValue(1);
        assertThat(used).hasValue(1);

        first.dispose();
        held(bodies, asked(60).body(body(60))).block();
        assertThat(used).hasValue(2);
    }

    @Test
    void countsABodyOfUnsaidLengthAsTheLargest() {
        BodyInspection bodies = bodies(LONG);
        held(bodies, MockServerHttpRequest.post("/").body(Flux.never())).subscribe();

        held(bodies, asked(41).body(body(41))).block();

        assertThat(refused).hasValue(1);
    }

    @Test
    void givesUpABodyThatDoesNotComeAndItsMemory() {
        BodyInspection bodies = bodies(Duration.ofMillis(1));

        assertRefused(held(bodies, asked(60).body(Flux.never())));
        assertRefused(held(bodies, asked(60).body(Flux.never())));

        assertThat(refused).hasValue(0);
    }

    @Test
    void readsNothingOfABodyThatIsTooLarge() {
        BodyInspection bodies = bodies(LONG);

        assertRefused(held(bodies, asked(61).body(Flux.never())));
        assertRefused(held(bodies, MockServerHttpRequest.post("/").body(body(61))));
    }

    private Mono<Void> held(BodyInspection bodies, MockServerHttpRequest asked) {
        return bodies.held(
                asked,
                LIMIT,
                body -> Mono.fromRunnable(used::incrementAndGet),
                () -> Mono.fromRunnable(refused::incrementAndGet));
    }

    private static void assertRefused(Mono<Void> held) {
        assertThatThrownBy(held::block)
                .isInstanceOfSatisfying(PlatformException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.VALIDATION_FAILED));
    }

    private static BodyInspection bodies(Duration patience) {
        InspectionProperties properties = new InspectionProperties(DataSize.ofBytes(100), patience);
        return new BodyInspection(new BodyMemory(properties), properties);
    }

    private static MockServerHttpRequest.BodyBuilder asked(int length) {
        return MockServerHttpRequest.post("/").contentLength(length);
    }

    private static Flux<DataBuffer> body(int length) {
        return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[length])));
    }
}
