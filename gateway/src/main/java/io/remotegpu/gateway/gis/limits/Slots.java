package io.remotegpu.gateway.gis.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/** So many requests at once; as many again may wait their turn, first come first served. */
final class Slots {
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int most;
    private int taken;

    Slots(int most) {
        this.most = most;
    }

    /** Runs {@code use} in a place, at once or within {@code patience}, or {@code refused} without one. The place is free when it ends, however it ends. */
    Mono<Void> with(Duration patience, Supplier<Mono<Void>> use, Supplier<Mono<Void>> refused) {
        // Nothing may stand between the place and its use: an operator that drops it after a cancellation would lose it
        // for ever.
        return place(patience)
                .flatMap(place -> place.map(slot -> Mono.defer(use).doFinally(end -> slot.close()))
                        .orElseGet(refused));
    }

    /** Those under way go on; places that this adds are given at once. */
    void resize(int now) {
        synchronized (this) {
            most = now;
        }
        serve();
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private Mono<Optional<Slot>> place(Duration patience) {
        return Mono.create(sink -> {
            Waiter waiter = new Waiter(sink);
            if (!enqueue(waiter)) {
                sink.success(Optional.empty());
                return;
            }
            sink.onCancel(() -> leave(waiter));
            serve();
            waiter.giveUpAfter(patience);
        });
    }

    private synchronized boolean enqueue(Waiter waiter) {
        return (taken < most || waiting.size() < most) && waiting.add(waiter);
    }

    private void leave(Waiter waiter) {
        @Nullable Slot given;
        synchronized (this) {
            waiting.remove(waiter);
            given = waiter.slot;
        }
        if (given != null) {
            given.close();
        }
    }

    // Outside the lock: whoever is served may at once give back or ask again.
    private void serve() {
        for (Waiter next = next(); next != null; next = next()) {
            next.serve();
        }
    }

    private synchronized @Nullable Waiter next() {
        if (taken >= most || waiting.isEmpty()) {
            return null;
        }
        taken++;
        Waiter next = waiting.remove();
        next.slot = new Slot();
        return next;
    }

    private final class Slot implements AutoCloseable {
        private final AtomicBoolean held = new AtomicBoolean(true);

        @Override
        public void close() {
            if (held.getAndSet(false)) {
                synchronized (Slots.this) {
                    taken--;
                }
                Slots.this.serve();
            }
        }
    }

    private final class Waiter {
        private final MonoSink<Optional<Slot>> sink;
        private @Nullable Slot slot;
        private volatile @Nullable Disposable alarm;

        Waiter(MonoSink<Optional<Slot>> sink) {
            this.sink = sink;
        }

        void serve() {
            Disposable set = alarm;
            if (set != null) {
                set.dispose();
            }
            sink.success(Optional.ofNullable(slot));
        }

        void giveUpAfter(Duration patience) {
            if (isWaiting()) {
                alarm = Schedulers.parallel().schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void giveUp() {
            boolean gone;
            synchronized (Slots.this) {
                gone = waiting.remove(this);
            }
            if (gone) {
                sink.success(Optional.empty());
            }
        }

        private boolean isWaiting() {
            synchronized (Slots.this) {
                return slot == null;
            }
        }
    }
}
