package io.remotegpu.agent.runtime.docker;

import io.remotegpu.agent.runtime.PullProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pull as the engine tells it, layer by layer. Each is downloaded, perhaps waits, and is extracted; the bytes are those of the first. */
final class PullState {
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    private record Layer(long bytes, long total, boolean done) {}

    synchronized void see(@Nullable String id, @Nullable String status, @Nullable Long current, @Nullable Long total) {
        if (id == null || status == null) {
            return;
        }
        switch (status) {
            case "Pulling fs layer", "Waiting" -> layers.putIfAbsent(id, new Layer(0, 0, false));
            case "Downloading" -> downloading(id, current == null ? 0 : current, total == null ? 0 : total);
            case "Download complete", "Verifying Checksum", "Extracting" -> downloaded(id, false);
            case "Pull complete" -> downloaded(id, true);
            case "Already exists" -> layers.put(id, new Layer(0, 0, true));
            default -> {} // of the whole image, or from a newer engine
        }
    }

    synchronized PullProgress progress() {
        return new PullProgress(
                layers.size(),
                Math.toIntExact(layers.values().stream().filter(Layer::done).count()),
                layers.values().stream().mapToLong(Layer::bytes).sum(),
                layers.values().stream().mapToLong(Layer::total).sum());
    }

    private void downloading(String id, long current, long total) {
        layers.put(id, new Layer(current, Math.max(total, current), false));
    }

    private void downloaded(String id, boolean done) {
        layers.merge(id, new Layer(0, 0, done), (before, now) -> new Layer(before.total(), before.total(), done));
    }
}
