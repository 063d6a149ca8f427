package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the older rocm-smi says: a part for each card, and one for the system with its processes, which names no cards. What RAS counted it prints as a
 * table only, so that is read from the kernel.
 */
final class RocmSmiJson {
    /** All that it is asked for. */
    static final List<String> ARGUMENTS = List.of(
            "--showuniqueid",
            "--showproductname",
            "--showmeminfo",
            "vram",
            "--showuse",
            "--showmemuse",
            "--showtemp",
            "--showpower",
            "--showpids",
            "--showdriverversion",
            "--showbus",
            "--json");

    private static final Pattern CARD = Pattern.compile("card(\\d{1,3})");
    private static final Pattern PROCESS = Pattern.compile("PID(\\d{1,9})");

    private final AmdJson root;
    private final Kfd kfd;
    private final DrmDevices kernel;

    private RocmSmiJson(AmdJson root, Kfd kfd, DrmDevices kernel) {
        this.root = root;
        this.kfd = kfd;
        this.kernel = kernel;
    }

    static GpuReading parse(String said, Kfd kfd, DrmDevices kernel) {
        try {
            return new RocmSmiJson(AmdJson.parse(said), kfd, kernel).devices();
        } catch (IllegalArgumentException unreadable) {
            return new Unavailable(Cause.UNREADABLE, "rocm-smi: " + unreadable.getMessage());
        }
    }

    /** The part of each card by its number. */
    static Map<Integer, AmdJson> cards(AmdJson root) {
        Map<Integer, AmdJson> cards = new TreeMap<>();
        root.node().properties().forEach(part -> {
            Matcher name = CARD.matcher(part.getKey());
            if (name.matches()) {
                cards.put(Integer.valueOf(name.group(1)), new AmdJson(part.getValue()));
            }
        });
        return cards;
    }

    static Optional<Long> serial(AmdJson card) {
        return card.text("Unique ID").flatMap(AmdSerial::parse);
    }

    private GpuReading devices() {
        List<AmdCard> cards = cards(root).entrySet().stream()
                .map(card -> card(card.getKey(), card.getValue()))
                .toList();
        return AmdCard.devices(root.text("system", "Driver version").orElse("unknown"), cards);
    }

    private AmdCard card(int index, AmdJson card) {
        Optional<Long> serial = serial(card);
        return new AmdCard(
                index,
                card.text("PCI Bus").orElse(""),
                serial,
                name(card),
                card.text("GFX Version").orElse("unknown"),
                bytes(card, "VRAM Total Memory (B)"),
                bytes(card, "VRAM Total Used Memory (B)"),
                Optional.of(AmdCard.fromKernel(kfd, serial).orElseGet(this::everybody)),
                vitals(card));
    }

    /** Newer versions call the series what older ones call the model; a model that is a mere number helps nobody. */
    private static String name(AmdJson card) {
        return List.of("Device Name", "Card Series", "Card series", "Card Model", "Card model").stream()
                .flatMap(key -> card.text(key).stream())
                .filter(name -> !name.startsWith("0x"))
                .findFirst()
                .orElse("unknown");
    }

    static Optional<Integer> bytes(AmdJson card, String key) {
        return card.number(key).map(bytes -> (int) Math.ceil(bytes / 1024 / 1024));
    }

    /** Whoever uses any card counts on each, where the kernel does not say who uses which. */
    private List<GpuProcess> everybody() {
        List<GpuProcess> processes = new ArrayList<>();
        root.at("system").node().properties().forEach(entry -> {
            Matcher name = PROCESS.matcher(entry.getKey());
            if (name.matches()) {
                processes.add(new GpuProcess(Long.parseLong(name.group(1)), program(entry.getValue()), 0));
            }
        });
        return processes;
    }

    private static String program(JsonNode words) {
        String name = words.asString("").split(",")[0].strip();
        return name.isEmpty() ? "unknown" : name;
    }

    static String hottest(AmdJson card) {
        String junction = "Temperature (Sensor junction) (C)";
        return card.number(junction).isPresent() ? junction : "Temperature (Sensor edge) (C)";
    }

    private GpuVitals vitals(AmdJson card) {
        return AmdCard.vitals(
                card.number(hottest(card)),
                Optional.empty(),
                kernel.uncorrectedErrors(card.text("PCI Bus").orElse("")));
    }
}
