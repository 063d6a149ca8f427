package io.remotegpu.agent.images;

import io.remotegpu.agent.disk.DiskSpace;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.ImageShelf;
import io.remotegpu.agent.runtime.ImageShelf.Stored;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes images when the disk fills, the one that was used least lately first. Only such go that containers of this platform were made from, that no
 * container needs now, that are nobody's snapshot and that a registry could give again. One that was asked for before anybody started from it counts as used
 * when it came, and stays for the time that was asked for.
 */
public final class ImageCollector {
    private static final Logger log = LoggerFactory.getLogger(ImageCollector.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final ImageShelf shelf;
    private final DiskSpace space;
    private final ImageUses uses;
    private final PullNotes ahead;
    private final ImageSettings settings;
    private final Clock clock;

    /**
     * @param notes file that remembers when which image was used
     * @param ahead images that were asked for before a start
     */
    public ImageCollector(
            ImageShelf shelf, DiskSpace space, Path notes, PullNotes ahead, ImageSettings settings, Clock clock) {
        this.shelf = shelf;
        this.space = space;
        this.uses = new ImageUses(notes);
        this.ahead = ahead;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        new Rounds(log, "images cannot be looked after now").run(this::look, BETWEEN_LOOKS);
    }

    void look() {
        Instant now = clock.instant();
        Map<String, Instant> known = uses.load();
        Map<String, Instant> before = Map.copyOf(known);
        Set<String> kept = keptAhead(known);
        shelf.usedHere().forEach(image -> known.put(image, now));
        List<Stored> images = shelf.images();
        if (!known.equals(before)) {
            uses.save(known, images.stream().map(Stored::id).collect(Collectors.toSet()));
        }
        if (percentUsed() >= settings.high()) {
            collect(removable(images, known, kept, now));
        }
    }

    /** Those that stay for now; of those that came because they were asked for, the moment is noted. */
    private Set<String> keptAhead(Map<String, Instant> known) {
        Set<String> kept = new HashSet<>();
        for (PullNotes.Note note : ahead.there()) {
            Optional<String> image = shelf.find(note.image());
            image.ifPresent(kept::add);
            image.filter(id -> note.brought()).ifPresent(id -> known.putIfAbsent(id, note.since()));
        }
        return kept;
    }

    private List<Stored> removable(List<Stored> images, Map<String, Instant> known, Set<String> kept, Instant now) {
        Set<String> needed = shelf.used();
        return images.stream()
                .filter(image -> image.pulled() && !image.snapshot())
                .filter(image -> !needed.contains(image.id()) && !kept.contains(image.id()))
                .filter(image -> image.references().stream().noneMatch(settings.kept()::contains))
                .filter(image -> known.containsKey(image.id()))
                .filter(image -> !lastUse(known, image).isAfter(now.minus(settings.unusedFor())))
                .sorted(Comparator.comparing((Stored image) -> lastUse(known, image)))
                .toList();
    }

    private static Instant lastUse(Map<String, Instant> known, Stored image) {
        return Objects.requireNonNull(known.get(image.id()));
    }

    /** What goes is looked at one after the other: layers that images share are freed with the last of them. */
    private void collect(List<Stored> oldestFirst) {
        for (Stored image : oldestFirst) {
            if (percentUsed() < settings.low()) {
                return;
            }
            try {
                shelf.remove(image);
                log.info("removed image {}: the disk was full to {} %", image.references(), settings.high());
            } catch (RuntimeException needed) {
                log.info("image {} stays: {}", image.references(), needed.getMessage());
            }
        }
        if (percentUsed() >= settings.high()) {
            log.warn("the disk is full to {} % and no image is left that may go", percentUsed());
        }
    }

    private int percentUsed() {
        long total = space.total();
        return total <= 0 ? 0 : (int) Math.ceilDiv((total - Math.min(total, space.usable())) * 100, total);
    }
}
