package io.remotegpu.benchmarks;

import io.remotegpu.system.Person;
import io.remotegpu.system.PlatformProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * What the platform adds to the engine: {@code POST /environments} to {@code running}, against the raw engine's create, start and first SSH
 * banner of the same image. The two take turns, so that both see the machine in the same mood. Where the time goes is read off the
 * environment's own timeline.
 */
final class CreateBenchmark {
    private static final String IMAGE = "remotegpu/env-base:latest";
    private static final int WARM_UP = 5;
    private static final int RAW_PORT = 27_022;

    private final Samples platform = new Samples();
    private final Samples raw = new Samples();
    private final Map<String, Samples> steps = new LinkedHashMap<>();

    private CreateBenchmark() {}

    static void run(String[] options) throws Exception {
        int runs = options.length > 0 ? Integer.parseInt(options[0]) : 30;
        new CreateBenchmark().measure(runs);
    }

    private void measure(int runs) throws Exception {
        Path folder = Files.createTempDirectory("remotegpu-bench");
        try (PlatformProcess process = PlatformProcess.start(
                        folder.resolve("state"), 17_080, "--runtime", "docker", "--simulate-gpus", "2");
                RawEngine engine = new RawEngine(keys(folder))) {
            Person person = Person.signUp(process, folder, "bench");
            for (int round = -WARM_UP; round < runs; round++) {
                long rawTook = engine.startToBanner(IMAGE, RAW_PORT, round + WARM_UP);
                long platformTook = create(person, round);
                if (round >= 0) {
                    raw.add(rawTook);
                    platform.add(platformTook);
                }
            }
        }
        FileSystemUtils.deleteRecursively(folder);
        print();
    }

    private static Path keys(Path folder) throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("authorized_keys"), "");
        return keys;
    }

    private long create(Person person, int round) throws InterruptedException {
        long begin = System.nanoTime();
        String id = person.create(person.environment("bench-" + Math.abs(round) + (round < 0 ? "w" : ""), 1));
        while (!person.show(id).path("status").asString().equals("running")) {
            Thread.sleep(3);
        }
        long took = System.nanoTime() - begin;
        if (round >= 0) {
            readTimeline(person.api()
                    .get("/api/v1/environments/" + id + "/events?page_size=100")
                    .data());
        }
        person.api().delete("/api/v1/environments/" + id).expect(202);
        person.awaitGone(id);
        return took;
    }

    private void readTimeline(JsonNode events) {
        @Nullable Instant previous = null;
        for (JsonNode event : events.path("items")
                .valueStream()
                .sorted(CreateBenchmark::byTime)
                .toList()) {
            Instant at = Instant.parse(event.path("at").asString());
            if (previous != null) {
                steps.computeIfAbsent("  until " + event.path("type").asString(), name -> new Samples())
                        .add(Duration.between(previous, at).toNanos());
            }
            previous = at;
        }
    }

    private static int byTime(JsonNode one, JsonNode other) {
        return Instant.parse(one.path("at").asString())
                .compareTo(Instant.parse(other.path("at").asString()));
    }

    private void print() {
        System.out.println(raw.row("raw engine: create, start, SSH banner"));
        System.out.println(platform.row("platform: POST to running"));
        steps.forEach((name, samples) -> System.out.println(samples.row(name)));
        System.out.printf(
                "added by the platform at p50: %.1f ms (ratio %.2f)%n",
                platform.quantile(0.5) - raw.quantile(0.5), platform.quantile(0.5) / raw.quantile(0.5));
    }
}
