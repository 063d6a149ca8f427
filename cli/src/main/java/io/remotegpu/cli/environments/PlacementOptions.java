package io.remotegpu.cli.environments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which GPUs and which hosts will do. */
final class PlacementOptions {
    @Option(names = "--gpu-model", paramLabel = "MODEL", description = "any of these; repeat for several")
    private List<String> gpuModels = new ArrayList<>();

    @Option(
            names = "--gpu-share",
            paramLabel = "THOUSANDTHS",
            description = "of one GPU, in the place of whole ones: 500 is half of it")
    private @Nullable Integer gpuShare;

    @Option(
            names = "--disk",
            paramLabel = "SIZE",
            converter = Mebibytes.Converter.class,
            description = "of its host, for its home and what it writes beside it; MiB or 100G (default: no limit)")
    private @Nullable Mebibytes disk;

    @Option(
            names = "--host-label",
            paramLabel = "KEY=VALUE",
            description = "what a host must be labelled with; repeat for several")
    private Map<String, String> hostLabels = new LinkedHashMap<>();

    @Option(
            names = "--tolerate",
            paramLabel = "KEY=VALUE",
            description = "a taint of hosts that does not matter; repeat for several")
    private List<String> tolerations = new ArrayList<>();

    void addTo(Map<String, Object> wish) {
        addIfAny(wish, "gpu_spec", gpuSpec());
        addIfAny(wish, "host_selector", hostSelector());
        if (disk != null) {
            wish.put("disk", disk.count());
        }
    }

    private Map<String, Object> gpuSpec() {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (!gpuModels.isEmpty()) {
            spec.put("models", gpuModels);
        }
        if (gpuShare != null) {
            spec.put("share", gpuShare);
        }
        return spec;
    }

    private Map<String, Object> hostSelector() {
        Map<String, Object> selector = new LinkedHashMap<>();
        if (!hostLabels.isEmpty()) {
            selector.put("labels", hostLabels);
        }
        if (!tolerations.isEmpty()) {
            selector.put("tolerations", tolerations);
        }
        return selector;
    }

    private static void addIfAny(Map<String, Object> wish, String field, Map<String, Object> value) {
        if (!value.isEmpty()) {
            wish.put(field, value);
        }
    }
}
