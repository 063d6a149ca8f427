package io.remotegpu.agent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import io.remotegpu.contracts.workload.WorkloadSessions.Kind;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Connections JUPYTER = new Connections("jupyter", 8888, 2);

    private final SessionLedger ledger = new SessionLedger("0123456789abcdef");

    @Test
    void tellsOfOneConnectionOnceWhateverItCarries() {
        OpenSession first = open(7, "pts/0");
        OpenSession second = open(7, "pts/1");

        assertThat(see(List.of(first, second), Map.of(), 0)).isTrue();
        assertThat(see(List.of(first, second), Map.of(first, "SHA256:key"), 2)).isTrue();
        assertThat(see(List.of(first, second), Map.of(), 4)).isFalse();

        assertThat(ledger.sessions())
                .containsExactly(new Session(
                        "0123456789ab-7-70", Kind.SSH, NOON.minusSeconds(9), null, "192.0.2.9", "SHA256:key"));
    }

    @Test
    void tellsOfAnEndForAQuarterOfAnHour() {
        see(List.of(open(7, null)), Map.of(), 0);
        assertThat(see(List.of(), Map.of(), 2)).isTrue();
        assertThat(ledger.sessions()).extracting(Session::until).containsExactly(NOON.plusSeconds(2));

        assertThat(see(List.of(), Map.of(), 900)).isFalse();
        assertThat(ledger.sessions()).hasSize(1);
        see(List.of(), Map.of(), 903);
        assertThat(ledger.sessions()).isEmpty();
    }

    @Test
    void aPageOfJupyterIsOneSessionThoughItsConnectionsComeAndGo() {
        ledger.see(List.of(), Map.of(), List.of(JUPYTER), NOON);
        ledger.see(List.of(), Map.of(), List.of(), NOON.plusSeconds(59));
        ledger.see(List.of(), Map.of(), List.of(JUPYTER), NOON.plusSeconds(70));
        assertThat(ledger.sessions()).singleElement().satisfies(session -> {
            assertThat(session.kind()).isEqualTo(Kind.JUPYTER);
            assertThat(session.until()).isNull();
        });

        ledger.see(List.of(), Map.of(), List.of(), NOON.plusSeconds(130));
        assertThat(ledger.sessions()).extracting(Session::until).containsExactly(NOON.plusSeconds(70));
        ledger.see(List.of(), Map.of(), List.of(JUPYTER), NOON.plusSeconds(140));
        assertThat(ledger.sessions()).hasSize(2);
    }

    @Test
    void staysSmallHoweverManyComeAndGo() {
        for (int round = 0; round < 5; round++) {
            int base = 1000 * round;
            see(
                    IntStream.range(base, base + 300)
                            .mapToObj(pid -> open(pid, null))
                            .toList(),
                    Map.of(),
                    round);
        }
        assertThat(ledger.sessions()).hasSizeBetween(50, 101);
        assertThat(ledger.sessions())
                .filteredOn(session -> session.until() == null)
                .hasSize(50);
    }

    @Test
    void stopsAskingForAKeyThatIsNeverTold() {
        OpenSession session = open(7, null);
        Duration patience = Duration.ofSeconds(30);
        assertThat(ledger.isWorthAsking(session, patience, NOON.plusSeconds(900)))
                .isTrue();
        see(List.of(session), Map.of(), 0);
        assertThat(ledger.isWorthAsking(session, patience, NOON.plusSeconds(20)))
                .isTrue();
        assertThat(ledger.isWorthAsking(session, patience, NOON.plusSeconds(21)))
                .isFalse();
        see(List.of(session), Map.of(session, "SHA256:key"), 22);
        assertThat(ledger.isWorthAsking(session, patience, NOON.plusSeconds(900)))
                .isTrue();
    }

    private boolean see(List<OpenSession> open, Map<OpenSession, String> keys, int seconds) {
        return ledger.see(open, keys, List.of(), NOON.plusSeconds(seconds));
    }

    private static OpenSession open(long pid, String terminal) {
        return new OpenSession(
                pid, pid * 10, 40_000, new SshSession(terminal, NOON.minusSeconds(9), null, "192.0.2.9", null));
    }
}
