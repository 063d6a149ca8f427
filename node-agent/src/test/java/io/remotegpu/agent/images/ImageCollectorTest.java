package io.remotegpu.agent.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.HostCommand.PullImage;
import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCollectorTest {
    @TempDir
    Path folder;

    private final FakeShelf shelf = new FakeShelf();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private ImageCollector collector;

    @BeforeEach
    void agent() {
        collector = new ImageCollector(
                shelf,
                shelf,
                folder.resolve("images"),
                new PullNotes(folder.resolve("ahead"), new Now()),
                new ImageSettings(80, 60, Duration.ofHours(1), Set.of("archive")),
                new Now());
    }

    @Test
    void removesWhatWasUsedLeastLatelyUntilThereIsRoomAgain() {
        use("used-again", 1);
        use("older", 1);
        use("old", 1);
        shelf.here = Set.of("used-again");
        now = now.plus(Duration.ofMinutes(1));
        collector.look();
        shelf.here = Set.of();
        shelf.store(10, "never-used");
        shelf.others = 70;
        now = now.plus(Duration.ofHours(9));

        collector.look();

        assertThat(shelf.removed).containsExactly("older", "old", "used-again");
        collector.look();
        assertThat(shelf.removed).hasSize(3);
    }

    @Test
    void stopsAsSoonAsThereIsRoom() {
        use("a", 0);
        use("b", 1);
        use("c", 2);
        shelf.others = 45;
        now = now.plus(Duration.ofHours(9));
        collector.look();
        assertThat(shelf.removed).isEmpty();

        shelf.others = 50;
        collector.look();
        assertThat(shelf.removed).containsExactly("a", "b", "c");
    }

    @Test
    void keepsWhatIsNeededRecentASnapshotOrNowhereElse() {
        use("needed", 0);
        use("snapshot", 0);
        use("built-here", 0);
        use("stubborn", 0);
        use("archive", 0);
        shelf.needed.add("needed");
        shelf.snapshots.add("snapshot");
        shelf.built.add("built-here");
        shelf.stubborn.add("stubborn");
        shelf.others = 100;
        now = now.plus(Duration.ofHours(9));
        use("recent", 0);

        collector.look();

        assertThat(shelf.removed).isEmpty();
    }

    @Test
    void remembersUsesOverARestartAndForgetsImagesThatAreGone() throws IOException {
        use("kept", 0);
        use("gone", 0);
        shelf.images.removeIf(image -> image.id().equals("gone"));
        use("another", 1);
        assertThat(Files.readAllLines(folder.resolve("images"))).hasSize(2).noneMatch(line -> line.contains("gone"));

        Files.writeString(folder.resolve("images"), "kept 2026-11-22T12:00:00Z\nanother not-a-time\n");
        shelf.others = 80;
        now = now.plus(Duration.ofHours(9));
        agent();
        collector.look();
        assertThat(shelf.removed).containsExactly("kept");
    }

    @Test
    void keepsWhatWasAskedForAheadForItsTimeAndLetsItGoAfterThat() {
        PullNotes ahead = new PullNotes(folder.resolve("ahead"), new Now());
        shelf.store(10, "ahead");
        shelf.store(10, "here-before");
        bring(ahead, "ahead", true);
        bring(ahead, "here-before", false);
        agent();
        shelf.others = 100;
        now = now.plus(Duration.ofHours(47));
        collector.look();
        assertThat(shelf.removed).isEmpty();

        now = now.plus(Duration.ofHours(2));
        collector.look();
        assertThat(shelf.removed).containsExactly("ahead");
    }

    private void bring(PullNotes ahead, String image, boolean brought) {
        PullNotes.Note asked =
                ahead.accept(new PullImage(new HostId("host-1"), UUID.randomUUID(), image, 60, 48 * 3600), null);
        ahead.there(asked, brought);
    }

    @Test
    void refusesThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new ImageSettings(70, 80, Duration.ZERO, Set.of()))
                .hasMessageContaining("--images-low");
    }

    private void use(String image, int minutesLater) {
        now = now.plus(Duration.ofMinutes(minutesLater));
        shelf.store(10, image);
        shelf.here = Set.of(image);
        int others = shelf.others;
        shelf.others = 0;
        collector.look();
        shelf.others = others;
        shelf.here = Set.of();
    }

    private final class Now extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
