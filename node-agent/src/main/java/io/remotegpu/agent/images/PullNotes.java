package io.remotegpu.agent.images;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.HostCommand.PullImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images that were asked for before a start, on disk: a line for each that is to come, or is there and stays for its time. */
public final class PullNotes {
    private static final Logger log = LoggerFactory.getLogger(PullNotes.class);
    private static final String NONE = "-";
    private static final int WORDS = 7;

    private final Path file;
    private final Clock clock;
    private final Map<UUID, Note> notes;

    /** @param file of an earlier agent, or none yet */
    public PullNotes(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.notes = load(file);
    }

    /**
     * An image that was asked for.
     *
     * @param since when it was there, null until it is
     * @param keep how long it stays from then on
     * @param brought whether it was not there before
     */
    record Note(
            UUID pullId,
            String image,
            Instant deadline,
            Duration keep,
            @Nullable Instant since,
            boolean brought,
            @Nullable String trace) {
        private boolean isOver(Instant now) {
            return since != null && !since.plus(keep).isAfter(now);
        }
    }

    /** The note of an earlier arrival, or a new one. @throws UncheckedIOException if it is not on disk */
    synchronized Note accept(PullImage asked, @Nullable String trace) {
        Note known = notes.get(asked.pullId());
        if (known != null) {
            return known;
        }
        Instant deadline = clock.instant().plusSeconds(asked.withinSeconds());
        Duration keep = Duration.ofSeconds(asked.keepSeconds());
        Note note = new Note(asked.pullId(), asked.image(), deadline, keep, null, false, trace);
        notes.put(note.pullId(), note);
        try {
            save();
        } catch (UncheckedIOException refused) {
            notes.remove(note.pullId());
            throw refused;
        }
        return note;
    }

    /** It is there; said again, the first time counts. */
    synchronized void there(Note note, boolean brought) {
        notes.computeIfPresent(
                note.pullId(),
                (id, known) -> known.since() != null
                        ? known
                        : new Note(
                                id,
                                known.image(),
                                known.deadline(),
                                known.keep(),
                                clock.instant(),
                                brought,
                                known.trace()));
        save();
    }

    synchronized void forget(Note note) {
        notes.remove(note.pullId());
        save();
    }

    synchronized List<Note> open() {
        return notes.values().stream().filter(note -> note.since() == null).toList();
    }

    /** Those that are there and stay for now. */
    synchronized List<Note> there() {
        Instant now = clock.instant();
        return notes.values().stream()
                .filter(note -> note.since() != null && !note.isOver(now))
                .toList();
    }

    private void save() {
        Instant now = clock.instant();
        notes.values().removeIf(note -> note.isOver(now));
        DurableFile.write(file, notes.values().stream().map(PullNotes::line).collect(Collectors.joining()));
    }

    private static String line(Note note) {
        return String.join(
                        " ",
                        note.pullId().toString(),
                        encoded(note.image()),
                        note.deadline().toString(),
                        note.keep().toString(),
                        note.since() == null ? NONE : note.since().toString(),
                        note.brought() ? "brought" : NONE,
                        note.trace() == null ? NONE : encoded(note.trace()))
                + "\n";
    }

    /** Without anything that would part words or lines. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A line that cannot be read is passed over: whoever asked asks again. */
    private static Map<UUID, Note> load(Path file) {
        Map<UUID, Note> notes = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                read(line, notes);
            }
        } catch (NoSuchFileException none) {
            return notes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
        return notes;
    }

    private static void read(String line, Map<UUID, Note> notes) {
        String[] words = line.split(" ");
        try {
            if (words.length == WORDS) {
                UUID id = UUID.fromString(words[0]);
                notes.put(
                        id,
                        new Note(
                                id,
                                decoded(words[1]),
                                Instant.parse(words[2]),
                                Duration.parse(words[3]),
                                words[4].equals(NONE) ? null : Instant.parse(words[4]),
                                !words[5].equals(NONE),
                                words[6].equals(NONE) ? null : decoded(words[6])));
            }
        } catch (DateTimeException | IllegalArgumentException damaged) {
            log.warn("an image that was asked for cannot be read again: {}", damaged.getMessage());
        }
    }
}
