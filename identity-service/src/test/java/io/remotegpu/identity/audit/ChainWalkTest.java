package io.remotegpu.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.identity.audit.ChainWalk.Break;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainWalkTest {
    private static final Instant JANUARY = Instant.parse("2026-01-15T12:00:00Z");
    private static final Attestation OURS = attestation("the key", List.of());

    private final List<ChainLink> chain = chain(6);

    @Test
    void findsNothingInAChainThatIsWhole() {
        assertThat(walk(List.of(), chain, head(chain))).isEmpty();
        assertThat(walk(List.of(), List.of(), emptyHead())).isEmpty();
    }

    @Test
    void showsAChangedEntryEvenWithItsOwnHashMadeNew() {
        ChainLink third = chain.get(2);
        ChainLink changed = new ChainLink(3, third.recordedAt(), entry(99), third.previous(), third.hash());
        assertThat(walk(List.of(), with(2, changed), head(chain))).contains(new Break(3L, "it was changed"));
        ChainLink forged = ChainLink.after(third.previous(), 3, third.recordedAt(), entry(99));
        assertThat(walk(List.of(), with(2, forged), head(chain)).orElseThrow().id())
                .isEqualTo(4);
    }

    @Test
    void showsEntriesThatWereTakenOutAnywhere() {
        assertThat(walk(List.of(), chain.subList(1, 6), head(chain))
                        .orElseThrow()
                        .id())
                .isEqualTo(2);
        List<ChainLink> holed = new ArrayList<>(chain);
        holed.remove(3);
        assertThat(walk(List.of(), holed, head(chain)).orElseThrow().id()).isEqualTo(5);
        assertThat(walk(List.of(), chain.subList(0, 5), head(chain))
                        .orElseThrow()
                        .problem())
                .contains("there were 6, the last is 5");
    }

    @Test
    void showsAnEndThatWasMovedByWhoeverDoesNotKnowTheKey() {
        List<ChainLink> cut = chain.subList(0, 4);
        ChainHead forged = ChainHead.at(cut.getLast(), attestation("a guess", List.of()));
        assertThat(walk(List.of(), cut, forged).orElseThrow().problem()).contains("was not written by this service");
        assertThat(walk(List.of(), cut, head(cut))).isEmpty();
    }

    @Test
    void goesOnFromTheAnchorOfADroppedMonth() {
        Anchor anchor = anchor(YearMonth.of(2026, 1), chain.subList(0, 2), ChainHash.GENESIS);
        assertThat(walk(List.of(anchor), chain.subList(2, 6), head(chain))).isEmpty();
        assertThat(walk(List.of(anchor), chain, head(chain))).isEmpty();
        assertThat(walk(List.of(anchor), chain.subList(3, 6), head(chain))).isPresent();
    }

    @Test
    void missesAnAnchorBetweenTwoOthersAndBelievesNoForgedOne() {
        Anchor first = anchor(YearMonth.of(2026, 1), chain.subList(0, 2), ChainHash.GENESIS);
        Anchor second =
                anchor(YearMonth.of(2026, 2), chain.subList(2, 4), chain.get(1).hash());
        List<ChainLink> kept = chain.subList(4, 6);
        assertThat(walk(List.of(first, second), kept, head(chain))).isEmpty();
        assertThat(walk(List.of(second), kept, head(chain)))
                .contains(new Break(3L, "the anchor before 2026-02 is missing"));
        Anchor forged =
                new Anchor(first.month(), 1, 2, ChainHash.GENESIS, chain.get(1).hash(), new byte[32]);
        assertThat(walk(List.of(forged, second), kept, head(chain))
                        .orElseThrow()
                        .problem())
                .contains("was not written by this service");
    }

    @Test
    void believesWhatAFormerKeyAttested() {
        ChainHead head = ChainHead.at(chain.getLast(), attestation("the old key", List.of()));
        ChainWalk walk = new ChainWalk(attestation("the new key", List.of("the old key")), List.of(), head);
        assertThat(walk.begin()).isEmpty();
    }

    @Test
    void tellsApartWhatLooksAlikeSideBySide() {
        StoredEntry one = entry(1);
        StoredEntry shifted = new StoredEntry(
                1, one.createdAt(), 1L, "ad", "aact", "user", "1", "success", null, null, null, null, null, null, null);
        StoredEntry other = new StoredEntry(
                1, one.createdAt(), 1L, "ada", "act", "user", "1", "success", null, null, null, null, null, null, null);
        assertThat(ChainHash.of(ChainHash.GENESIS, 1, JANUARY, shifted))
                .isNotEqualTo(ChainHash.of(ChainHash.GENESIS, 1, JANUARY, other));
    }

    private static Optional<Break> walk(List<Anchor> anchors, List<ChainLink> links, ChainHead head) {
        ChainWalk walk = new ChainWalk(OURS, anchors, head);
        return walk.begin().or(() -> walk.nextAll(links)).or(walk::end);
    }

    private List<ChainLink> with(int index, ChainLink link) {
        List<ChainLink> changed = new ArrayList<>(chain);
        changed.set(index, link);
        return changed;
    }

    private static List<ChainLink> chain(int length) {
        List<ChainLink> links = new ArrayList<>();
        ChainHash previous = ChainHash.GENESIS;
        for (int id = 1; id <= length; id++) {
            links.add(ChainLink.after(previous, id, JANUARY.plus(Duration.ofDays(10L * id)), entry(id)));
            previous = links.getLast().hash();
        }
        return links;
    }

    private static Anchor anchor(YearMonth month, List<ChainLink> links, ChainHash before) {
        long first = links.getFirst().id();
        long last = links.getLast().id();
        ChainHash hash = links.getLast().hash();
        return new Anchor(
                month, first, last, before, hash, OURS.of(Anchor.statement(month, first, last, before, hash)));
    }

    private static ChainHead head(List<ChainLink> links) {
        return ChainHead.at(links.getLast(), OURS);
    }

    private static ChainHead emptyHead() {
        return new ChainHead(0, ChainHash.GENESIS, Instant.EPOCH, null);
    }

    private static StoredEntry entry(long id) {
        return new StoredEntry(
                id, JANUARY, 1L, "ada", "act", "user", "1", "success", null, null, null, null, null, null, "{\"a\":1}");
    }

    private static Attestation attestation(String key, List<String> former) {
        return new Attestation(new AuditProperties(key, former, 24, 3, Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
