package io.remotegpu.agent.gpu.amd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Graphics devices as the kernel shows them in {@code /sys/class/drm}, each with a link to its PCI device. */
public final class DrmDevices {
    public static final Path USUAL = Path.of("/sys/class/drm");

    private static final Pattern UNCORRECTED = Pattern.compile("ue:\\s*(\\d{1,18})");

    private final Path folder;

    public DrmDevices(Path folder) {
        this.folder = folder;
    }

    /** The name below {@code /dev/dri} of the node on which programs compute; empty if there is none at this address. */
    public Optional<String> renderNode(String bus) {
        return at(bus, "renderD\\d{1,4}").map(node -> node.getFileName().toString());
    }

    /** Of all its blocks that RAS watches, since the driver was loaded; 0 for a card without it. */
    long uncorrectedErrors(String bus) {
        return at(bus, "card\\d{1,3}").map(card -> counters(card.resolve("device/ras"))).orElse(List.of()).stream()
                .mapToLong(DrmDevices::uncorrected)
                .sum();
    }

    private Optional<Path> at(String bus, String name) {
        return children(folder).stream()
                .filter(node -> node.getFileName().toString().matches(name))
                .filter(node -> isAt(bus, node))
                .findFirst();
    }

    private static boolean isAt(String bus, Path node) {
        try {
            String address = node.resolve("device").toRealPath().getFileName().toString();
            return !bus.isEmpty() && address.equals(bus.toLowerCase(Locale.ROOT));
        } catch (IOException noDevice) {
            return false;
        }
    }

    private static List<Path> counters(Path folder) {
        return children(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith("_err_count"))
                .toList();
    }

    private static long uncorrected(Path counter) {
        try {
            Matcher told = UNCORRECTED.matcher(Files.readString(counter));
            return told.find() ? Long.parseLong(told.group(1)) : 0;
        } catch (IOException untold) {
            return 0;
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
