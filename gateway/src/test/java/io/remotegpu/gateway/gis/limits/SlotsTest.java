package io.remotegpu.gateway.gis.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SlotsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Slots slots = new Slots(1);
    private final Sinks.Empty<Void> work = Sinks.empty();
    private final List<String> happened = new ArrayList<>();

    @Test
    void letsOneInOneWaitAndRefusesTheNext() {
        ask("first", work.asMono());
        ask("second", Mono.empty());
        ask("third", Mono.empty());

        assertThat(happened).containsExactly("first in", "third refused");

        work.tryEmitEmpty();

        assertThat(happened).containsExactly("first in", "third refused", "first out", "second in", "second out");
        assertThat(slots.taken()).isZero();
    }

    @Test
    void refusesWhoeverWaitedTooLong() {
        ask("first", work.asMono());

        slots.with(Duration.ofMillis(1), () -> enter("late", Mono.empty()), () -> enter("refused", Mono.empty()))
                .block(LONG);

        assertThat(happened).containsExactly("first in", "refused in", "refused out");
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void givesThePlaceOfWhoeverLeavesToTheNext() {
        Disposable first = ask("first", Mono.never());
        Disposable second = ask("second", Mono.empty());

        second.dispose();
        assertThat(slots.waiting()).isZero();
        ask("third", Mono.empty());
        first.dispose();

        assertThat(happened).containsExactly("first in", "third in", "third out");
        assertThat(slots.taken()).isZero();
    }

    @Test
    void freesThePlaceOfAFailure() {
        slots.with(LONG, () -> Mono.error(new IllegalStateException()), Mono::empty)
                .onErrorComplete()
                .block(LONG);

        assertThat(slots.taken()).isZero();
    }

    @Test
    void letsMoreInAsSoonAsItGrows() {
        ask("first", work.asMono());
        ask("second", Mono.never());

        slots.resize(2);

        assertThat(happened).containsExactly("first in", "second in");
    }

    @Test
    void losesNoPlaceWhenManyComeAndLeaveAtOnce() throws Exception {
        Slots many = new Slots(3);
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Thread.startVirtualThread(() -> {
                for (int round = 0; round < 500; round++) {
                    comeAndPerhapsLeave(many, most);
                }
                ended.countDown();
            });
        }

        assertThat(ended.await(5, TimeUnit.MINUTES)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(many.taken()).isZero();
        assertThat(many.waiting()).isZero();
    }

    private static void comeAndPerhapsLeave(Slots many, AtomicInteger most) {
        // Who is cancelled gives the place back though the thread that came in for them may still be on its way out.
        Mono<Void> use = Mono.fromRunnable(() -> most.accumulateAndGet(many.taken(), Math::max));
        Disposable visit = many.with(LONG, () -> use, Mono::empty).subscribe();
        if (ThreadLocalRandom.current().nextBoolean()) {
            visit.dispose();
        }
        while (!visit.isDisposed()) {
            Thread.yield();
        }
    }

    private Disposable ask(String name, Mono<Void> until) {
        return slots.with(
                        LONG, () -> enter(name, until), () -> Mono.fromRunnable(() -> happened.add(name + " refused")))
                .subscribe();
    }

    private Mono<Void> enter(String name, Mono<Void> until) {
        happened.add(name + " in");
        return until.doOnSuccess(done -> happened.add(name + " out"));
    }
}
