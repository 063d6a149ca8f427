package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.leases.KeptHost.Candidate;
import io.remotegpu.scheduler.placement.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptHostTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final KeptHost inAnHour = new KeptHost(new HostId("a"), 3, 60, NOON.plus(Duration.ofHours(1)), 4, 8192, 0);

    @Test
    void whoIsGoneInTimeMayPass() {
        assertThat(inAnHour.admits(newcomer(50, Duration.ofMinutes(58)), NOON)).isTrue();
        assertThat(inAnHour.admits(newcomer(50, Duration.ofMinutes(59)), NOON))
                .as("starting and stopping takes time too")
                .isFalse();
        assertThat(inAnHour.admits(newcomer(50, null), NOON)).isFalse();
    }

    @Test
    void nobodyIsGoneInTimeWhenNobodyCanTellTheTime() {
        KeptHost someDay = new KeptHost(new HostId("a"), 3, 60, null, 4, 8192, 0);
        assertThat(someDay.admits(newcomer(50, Duration.ofMinutes(1)), NOON)).isFalse();
    }

    @Test
    void whatIsLeftOverIsForEverybody() {
        assertThat(inAnHour.admits(new Candidate(null, 0, null, demand(4, 8192, 0)), NOON))
                .isTrue();
        assertThat(inAnHour.admits(new Candidate(null, 0, null, demand(4.5, 8192, 0)), NOON))
                .isFalse();
        assertThat(inAnHour.admits(new Candidate(null, 0, null, demand(1, 9000, 0)), NOON))
                .isFalse();
    }

    @Test
    void whoStandsBeforeItMayPass() {
        assertThat(inAnHour.admits(newcomer(61, null), NOON)).isTrue();
        assertThat(inAnHour.admits(newcomer(60, null), NOON)).isFalse();
        assertThat(inAnHour.admits(new Candidate(2, 10, null, demand(1, 1024, 1)), NOON))
                .isTrue();
        assertThat(inAnHour.admits(new Candidate(4, 100, null, demand(1, 1024, 1)), NOON))
                .isFalse();
    }

    private static Candidate newcomer(int priority, @Nullable Duration longest) {
        return new Candidate(null, priority, longest, demand(1, 1024, 1));
    }

    private static Demand demand(double cpu, int memory, int gpus) {
        return Demand.of(cpu, memory, gpus, 1000, List.of());
    }
}
