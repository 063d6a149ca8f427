package io.remotegpu.agent.images;

import io.remotegpu.agent.images.PullNotes.Note;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostCommand.PullImage;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.ImageNotPulled;
import io.remotegpu.contracts.ImagePullProgressed;
import io.remotegpu.contracts.ImagePulled;
import io.remotegpu.contracts.NodeEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings images before anybody starts from them: one after the other, beside all workloads, and on after a restart. */
public final class ImagePulls {
    private static final Logger log = LoggerFactory.getLogger(ImagePulls.class);

    private final HostId host;
    private final ContainerRuntime runtime;
    private final PullNotes notes;
    private final NodeEvents events;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService turns = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("images-ahead").factory());

    public ImagePulls(HostId host, ContainerRuntime runtime, PullNotes notes, NodeEvents events, Clock clock) {
        this.host = host;
        this.runtime = runtime;
        this.notes = notes;
        this.events = events;
        this.clock = clock;
    }

    /** Goes on with what an earlier agent had accepted. */
    public void recover() {
        notes.open().forEach(this::enqueue);
    }

    /**
     * Once this has returned it is on disk and will be answered, whatever happens; what is under way is not begun twice.
     *
     * @throws java.io.UncheckedIOException if it could not be noted: it must come again
     */
    public void accept(PullImage asked, @Nullable String trace) {
        enqueue(notes.accept(asked, trace));
    }

    private void enqueue(Note note) {
        if (underWay.add(note.pullId())) {
            turns.execute(() -> {
                try {
                    bring(note);
                } catch (RuntimeException failure) {
                    log.error("image {} stays noted and is brought after a restart", note.image(), failure);
                } finally {
                    underWay.remove(note.pullId());
                }
            });
        }
    }

    private void bring(Note note) {
        Optional<String> refusal = runtime.shelf().isEmpty() ? Optional.of(noImages()) : pull(note);
        if (refusal.isEmpty()) {
            say(new ImagePulled(host, note.pullId(), note.image()), note);
        } else {
            log.warn("image {} was not brought: {}", note.image(), refusal.get());
            say(new ImageNotPulled(host, note.pullId(), note.image(), refusal.get()), note);
            notes.forget(note);
        }
    }

    private String noImages() {
        return runtime.name().equals("kubernetes")
                ? "a cluster's nodes pull images by themselves when a pod needs them: have a DaemonSet with the image, or a"
                        + " registry near the nodes"
                : "this host runs processes, which need no image";
    }

    /** Why it is not there, empty if it is. */
    private Optional<String> pull(Note note) {
        try {
            boolean before =
                    runtime.shelf().flatMap(shelf -> shelf.find(note.image())).isPresent();
            runtime.ensureImage(note.image(), () -> isLate(note), progress -> tell(note, progress));
            notes.there(note, !before);
            return Optional.empty();
        } catch (RuntimeException refused) {
            return Optional.of(
                    isLate(note)
                            ? "it was not there by " + note.deadline()
                            : WorkloadFailure.of(refused).reason());
        }
    }

    private boolean isLate(Note note) {
        return clock.instant().isAfter(note.deadline());
    }

    private void tell(Note note, PullProgress progress) {
        long total = progress.totalBytes();
        int percent = total <= 0 ? 0 : (int) Math.min(100, progress.bytes() * 100 / total);
        say(new ImagePullProgressed(host, note.pullId(), note.image(), percent), note);
    }

    private void say(NodeEvent fact, Note note) {
        events.publish(UUID.randomUUID(), fact, note.trace());
    }
}
