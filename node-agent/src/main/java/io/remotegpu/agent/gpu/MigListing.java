package io.remotegpu.agent.gpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code nvidia-smi -L} says of MIG slices: the XML knows their memory and processes, but neither their UUID nor their profile. */
record MigListing(Map<String, Map<Integer, Slice>> byGpu) {
    static final MigListing NONE = new MigListing(Map.of());

    private static final Pattern GPU = Pattern.compile("GPU \\d+: .*\\(UUID: (GPU-[^)]+)\\)");
    private static final Pattern SLICE =
            Pattern.compile("\\s+MIG (\\d+g\\.\\d+gb)\\S*\\s+Device\\s+(\\d+): \\(UUID: (MIG-[^)]+)\\)");

    /** @param profile such as {@code 1g.10gb} */
    record Slice(String profile, String uuid) {}

    static MigListing parse(String listing) {
        Map<String, Map<Integer, Slice>> byGpu = new HashMap<>();
        Map<Integer, Slice> slices = new HashMap<>();
        for (String line : listing.lines().toList()) {
            Matcher gpu = GPU.matcher(line);
            Matcher slice = SLICE.matcher(line);
            if (gpu.matches()) {
                slices = byGpu.computeIfAbsent(gpu.group(1), unseen -> new HashMap<>());
            } else if (slice.matches()) {
                slices.put(Integer.parseInt(slice.group(2)), new Slice(slice.group(1), slice.group(3)));
            }
        }
        return new MigListing(byGpu);
    }

    /** The slice with this number of a GPU; empty if the listing does not name it. */
    Optional<Slice> find(String gpu, int device) {
        return Optional.ofNullable(byGpu.getOrDefault(gpu, Map.of()).get(device));
    }

    /** Whether any of these GPUs is cut, so that there is something to list. */
    static boolean isNeeded(List<Gpu> gpus) {
        return gpus.stream().anyMatch(Gpu::mig);
    }
}
