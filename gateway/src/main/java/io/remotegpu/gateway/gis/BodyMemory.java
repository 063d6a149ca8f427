package io.remotegpu.gateway.gis;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The memory for all bodies that are held here at once. */
@Component
class BodyMemory {
    private final int most;
    private final Semaphore bytes;

    BodyMemory(InspectionProperties properties) {
        this.most = Math.toIntExact(properties.memory().toBytes());
        this.bytes = new Semaphore(most);
    }

    /** The largest body there is ever room for, bytes. */
    int most() {
        return most;
    }

    /** Runs {@code use} if there is room for so many bytes, which is free again when it ends, otherwise {@code refused}. Never waits. */
    Mono<Void> with(int size, Supplier<Mono<Void>> use, Supplier<Mono<Void>> refused) {
        return Mono.defer(
                () -> bytes.tryAcquire(size) ? Mono.defer(use).doFinally(end -> bytes.release(size)) : refused.get());
    }
}
