package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MoveSlotsTest {
    private final MoveSlots slots = new MoveSlots(1);
    private final AtomicInteger gone = new AtomicInteger();

    @Test
    void whoeverFindsNoneFreeWaitsUntilNobodyWantsItAnyMore() throws IOException {
        AtomicInteger looks = new AtomicInteger();

        slots.through(() -> false, () -> assertThatThrownBy(
                        () -> slots.through(() -> looks.incrementAndGet() > 2, gone::incrementAndGet))
                .isInstanceOf(IOException.class)
                .hasMessage("a newer command came"));

        assertThat(gone).hasValue(0);
        assertThat(looks).hasValue(3);
    }

    @Test
    void oneThatFailsGivesItsSlotBack() throws IOException {
        assertThatThrownBy(() -> slots.through(() -> false, () -> {
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        slots.through(() -> false, gone::incrementAndGet);

        assertThat(gone).hasValue(1);
    }
}
